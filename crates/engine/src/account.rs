//! `account.step`: an event of an account, composed with the rules for its password; and
//! `account.explain`: why an account is in its state.

use serde::Serialize;
use wicketgate_account::{
    Account, Event, Given, Judged, Stepped, Unique,
    activity::Entry,
    decision::{Decision, Outcome},
    effect::Effect,
    explain,
};
use wicketgate_core::{
    Context, Report, Secret, Timestamp, context::Subject, field::Fields, json::Value,
    report::Verdict,
};
use wicketgate_password::{Candidate, hash};
use wicketgate_policy::{Policy, digest};

use crate::{
    Engine, Error, VERSION,
    arguments::{self, Arguments},
    operation::answer,
    request,
};

/// What `account.step` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountStepped {
    /// What happened, for the activity log.
    pub activity: Vec<Entry>,
    /// When time next does something by itself: send `tick` then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The decision.
    pub decision: Decision,
    /// Digest of the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What the host performs after the swap.
    pub effects: Vec<Effect>,
    /// What the rules say of the event's password, where one of them refuses it or asks for more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// The next state, to be kept as it is; none where there is no account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")
    )]
    pub state: Option<Value<'static>>,
    /// Names that no two accounts have, to be claimed and released in the same swap.
    pub unique: Vec<Unique>,
}

/// Answers why an account is in its state.
pub(crate) fn explain(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    let account = arguments::state(fields, Account::read)?.ok_or(Error::InvalidState)?;
    let now = Timestamp::from_millis(fields.long("now").unwrap_or_default());
    Ok(answer(&explain::explain(&account, policy.sections(), now)))
}

pub(crate) fn step(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    let Arguments { mut entropy, event, keys } = Arguments::of(fields, Event::parse)?;
    let state = arguments::state(fields, Account::read)?;
    let existing = event.is_existing();
    let report = judge(policy, state.as_ref(), &event, fields)?;
    let given = Given {
        decoy: Secret::new(hash::decoy(policy.hashing(), &entropy.block())),
        digest: policy.second_factor_digest(),
        document: None,
        entropy,
        judged: report.as_ref().map(judged),
        keys: &keys,
        now: Timestamp::from_millis(fields.long("now").unwrap_or_default()),
        policy: policy.sections(),
    };
    let stepped = wicketgate_account::step(state, event, given);
    Ok(answer(&AccountStepped::of(stepped, report, existing)))
}

impl AccountStepped {
    fn of(stepped: Stepped, report: Option<Report>, existing: bool) -> Self {
        let Stepped { activity, deadline, decision, effects, state, unique } = stepped;
        let state = state.map(|state| state.write());
        let digest = state.as_ref().map(digest::of);
        // SECURITY: rules that know the account would tell whoever may not act what they know: the
        // report goes to whoever comes as far as the rules, and to nobody else.
        let is_told = if existing {
            decision.outcome != Outcome::Deny
        } else {
            ["password-refused", "undecided"].contains(&decision.internal.reason.as_str())
        };
        let report = report.filter(|report| is_told && report.verdict != Verdict::Accept);
        Self { activity, deadline, decision, digest, effects, report, state, unique }
    }
}

/// What the rules say of the event's password, where it has one.
fn judge(
    policy: &Policy,
    state: Option<&Account>,
    event: &Event<'_>,
    fields: &Fields<'_>,
) -> Result<Option<Report>, Error> {
    let Some(password) = event.password() else { return Ok(None) };
    let mut context = request::context(fields);
    context.subject = if event.is_existing() { Subject::Existing } else { Subject::New };
    context.old_password = event.current().map(Secret::from);
    if let Some(state) = state {
        state.describe(&mut context);
    }
    let context: &Context = &context;
    let candidate = Candidate::within(password, context).ok_or(Error::PasswordTooLarge)?;
    let checked = policy.check(&candidate).map_err(|_| Error::NeedsNow)?;
    Ok(Some(checked.report(VERSION)))
}

const fn judged(report: &Report) -> Judged {
    match report.verdict {
        Verdict::Accept => Judged::Accepted,
        Verdict::Refuse => Judged::Refused,
        Verdict::Undecided => Judged::Undecided,
    }
}
