//! `create`: an account begins.

use wicketgate_core::{
    Secret,
    field::{Default, Field, Fields},
};

use super::{EventType, Run};
use crate::{
    actor::{Capacity, Role},
    decision::Decision,
    password::{MAX_HASH, Password},
    state::{Account, VERSION},
    step::Step,
    unique::{Namespace, Unique},
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::OrgAdmin, Capacity::Owner, Capacity::Support, Capacity::System],
    doc: "An account begins; the host hashed its password, if it has one.",
    members: &[
        Field::text("account", 128)
            .doc("The account's id, which no other has and nothing changes."),
        Field::text("cohort", 128).optional().doc("The group whose dates bind the account."),
        Field::text("email", 320).optional().doc("The registered e-mail address."),
        Field::text("hash", MAX_HASH).optional().doc("The hash of the password."),
        Field::text("login", 320).doc("The login name."),
        Field::flag("must_change")
            .or(Default::Flag(false))
            .doc("Whether the password must be changed at the first sign-in."),
        Field::text("phone", 32).optional().doc("The registered telephone number."),
        Field::choice("role", Role::NAMES)
            .or(Default::Choice("member"))
            .doc("What the account is in its organisation."),
    ],
    name: "create",
    quiet: false,
    run: Run::Any(run),
};

fn run(step: &mut Step<'_>, state: &mut Option<Account>, fields: &Fields<'_>) -> Decision {
    if state.is_some() {
        return Decision::deny("account-exists");
    }
    let owned = |name| fields.text(name).map(str::to_owned);
    let password = fields.text("hash").map(|hash| Password {
        change: fields.flag("must_change").then(|| "temporary".to_owned()),
        hash: Secret::from(hash),
        older: Vec::new(),
        since: step.now,
        until: None,
    });
    let login = owned("login").unwrap_or_default();
    let claim = Unique::of(step.given.keys, Namespace::Login, &login, true);
    step.unique.push(claim);
    *state = Some(Account {
        backup: None,
        bindings: Vec::new(),
        cohort: owned("cohort"),
        counters: std::collections::BTreeMap::new(),
        devices: Vec::new(),
        email: owned("email"),
        factors: Vec::new(),
        flows: Vec::new(),
        guards: std::collections::BTreeMap::new(),
        id: owned("account").unwrap_or_default(),
        login,
        mark: step.now,
        password,
        phone: owned("phone"),
        places: Vec::new(),
        reserved: Vec::new(),
        role: Role::parse(fields.choice("role")),
        secret: None,
        sequence: 0,
        sessions: Vec::new(),
        v: VERSION,
    });
    Decision::allow("created")
}
