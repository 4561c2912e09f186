//! `settle`: the host tells what it verified.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run, SETTLE};
use crate::{
    actor::Capacity,
    attempt::Purpose,
    decision::Decision,
    password::{self, MAX_HASH},
    reserve,
    settle::{self, Answer, Results},
    sign_in,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "The host tells what it verified. Nobody is answered before this is committed.",
    members: &[
        Field::integer("attempt", 0, (1 << 53) - 1).doc("The number of the attempt."),
        Field::text("hash", MAX_HASH)
            .optional()
            .doc("The hash of the new password, or of the same one where it was hashed anew."),
        Field::text("password", 4096)
            .optional()
            .doc("The password that matched, so that rules which now bind it are judged."),
        Field::list(
            "results",
            32,
            &[
                Field::text("name", 64).doc("The name of a hash that was to be verified."),
                Field::choice("result", &["match", "mismatch", "not-verified"])
                    .doc("What came of it; `not-verified` where the host could not."),
            ],
        )
        .doc("What came of each hash."),
    ],
    name: SETTLE,
    quiet: false,
    run: Run::Any(run),
};

fn run(step: &mut Step<'_>, state: &mut Option<Account>, fields: &Fields<'_>) -> Decision {
    let number = fields.long("attempt").unwrap_or_default();
    let taken = state.as_mut().and_then(|account| settle::take(account, number));
    let results = Results::of(fields);
    let (Some(account), Some(reservation)) = (state.as_mut(), taken) else {
        if number == 0 && results.get(reserve::CURRENT) == Answer::NotVerified {
            return Decision::wait("not-verified", step.now);
        }
        // A decoy, or a settlement that comes too late: both are refused in the same words.
        let reason = if number == 0 { "refused" } else { "attempt-void" };
        return Decision::deny(reason).veil("refused");
    };
    match reservation.purpose {
        Purpose::SignIn => sign_in::settled(step, account, &reservation, &results),
        Purpose::ChangePassword | Purpose::ResetPassword | Purpose::SetPassword => {
            password::settled(step, account, &reservation, &results)
        }
    }
}
