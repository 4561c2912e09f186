//! One event: state in, state out.

use std::net::IpAddr;

use wicketgate_core::{
    Code, Secret, Timestamp,
    field::{Field, Fields, Reader},
    json::Value,
    param::Params,
};

use crate::{
    Entropy, Keys,
    activity::Entry,
    actor::{self, Actor, Capacity},
    decision::{Decision, Outcome},
    effect::{Action, Effect},
    event::{self, EventType, Run},
    key::Sealed,
    policy::{Disclosure, Sections},
    session::{Channel, End},
    state::Account,
    time::after,
    unique::Unique,
};

/// What a step is made with, beside state and event.
pub struct Given<'g> {
    /// A hash that no password has, of the policy's own cost: what is verified for nobody.
    pub decoy: Secret,
    /// Digest of the policy's section `second_factor`.
    pub digest: &'g str,
    /// Digest of the event's document, where it has one: the engine has parsed it.
    pub document: Option<String>,
    /// Everything random.
    pub entropy: Entropy,
    /// What the password rules say of the event's password; nothing where it has none.
    pub judged: Option<Judged>,
    /// The keys of codes and tokens.
    pub keys: &'g Keys,
    /// The time.
    pub now: Timestamp,
    /// What the policy says of accounts.
    pub policy: &'g Sections,
}

/// What the password rules say of a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Judged {
    /// Every rule that binds is satisfied.
    Accepted,
    /// A rule is violated.
    Refused,
    /// A rule could not be decided: a range question has no answer yet.
    Undecided,
}

/// What is stepped: an account, or an organisation.
pub(crate) trait Aggregate: Clone + PartialEq + Sized + 'static {
    /// What can happen to it.
    const EVENTS: &'static [EventType<Self>];
    /// Why there is nothing to step.
    const UNKNOWN: &'static str;

    /// When time next does something.
    fn deadline(&self, policy: &Sections) -> Option<Timestamp>;

    /// The latest time that was seen.
    fn mark(&mut self) -> &mut Timestamp;

    /// What time alone does, before each event.
    fn pass(&mut self, step: &mut Step<'_>);
}

/// What came of a step.
#[derive(Debug)]
pub struct Stepped<S = Account> {
    /// What happened, for the activity log.
    pub activity: Vec<Entry>,
    /// When something happens by itself next.
    pub deadline: Option<Timestamp>,
    /// The decision.
    pub decision: Decision,
    /// What the host performs after the swap.
    pub effects: Vec<Effect>,
    /// The next state; none, where there is nothing.
    pub state: Option<S>,
    /// Names that no two accounts have.
    pub unique: Vec<Unique>,
}

/// An event that was read.
pub struct Event<'e, S: 'static = Account> {
    fields: Fields<'e>,
    header: Header,
    kind: &'static EventType<S>,
}

/// What every event has.
pub(crate) struct Header {
    pub(crate) actor: Actor,
    pub(crate) id: String,
    pub(crate) ip: Option<IpAddr>,
    ip_text: Option<String>,
}

/// The event that is being stepped, and what comes of it.
pub(crate) struct Step<'s> {
    activity: Vec<Entry>,
    effects: Vec<Effect>,
    /// Sessions that ended by themselves just now, and why.
    pub(crate) ended: Vec<(Sealed, End)>,
    pub(crate) given: Given<'s>,
    pub(crate) header: Header,
    pub(crate) now: Timestamp,
    pub(crate) unique: Vec<Unique>,
}

#[expect(private_bounds, reason = "what is stepped is an account or an organisation")]
impl<'e, S: Aggregate> Event<'e, S> {
    /// Reads an event and reports every problem in it.
    pub fn parse(value: &'e Value<'e>, at: &str, reader: &mut Reader) -> Option<Self> {
        let members = reader.object(value, at)?;
        let Some(name) = members.iter().find(|member| member.key == "type") else {
            reader.missing(value, at, "type");
            return None;
        };
        let pointer = wicketgate_core::json::pointer(at, "type");
        let text = reader.text(&name.value, &pointer, 64)?;
        let Some(kind) = S::EVENTS.iter().find(|kind| kind.name == text) else {
            let names: Vec<&str> = S::EVENTS.iter().map(|kind| kind.name).collect();
            reader.unknown_choice(&name.value, &pointer, "unknown-event", &names);
            return None;
        };
        let before = reader.problems.len();
        let fields = reader.fields(value, at, &[HEADER, kind.members]);
        let ip_text = fields.text("ip").map(str::to_owned);
        let ip = ip_text.as_deref().map(str::parse::<IpAddr>);
        if let (Some(Err(_)), Some(given)) = (&ip, value.get("ip")) {
            let allowed = "an IPv4 or IPv6 address without a zone".to_owned();
            let pointer = wicketgate_core::json::pointer(at, "ip");
            reader.refuse(given, &pointer, "malformed", format_args!("{allowed}"));
        }
        let header = Header {
            actor: Actor::of(fields.object("actor")),
            id: fields.text("id").unwrap_or_default().to_owned(),
            ip: ip.and_then(Result::ok),
            ip_text,
        };
        (reader.problems.len() == before).then_some(Self { fields, header, kind })
    }

    /// The password that the policy's rules judge, where the event has one.
    #[must_use]
    pub fn password(&self) -> Option<&str> {
        self.fields.text("password")
    }

    /// The document that the engine parses, where the event has one.
    #[must_use]
    pub fn document(&self) -> Option<&'e Value<'e>> {
        self.fields.any("document")
    }

    /// The current password that stands beside it.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.fields.text("current")
    }

    /// Whether the password is the account's already, rather than a new one.
    #[must_use]
    pub fn is_existing(&self) -> bool {
        self.kind.name == event::SETTLE
    }
}

/// Steps a state by an event.
#[expect(private_bounds, reason = "what is stepped is an account or an organisation")]
#[must_use]
pub fn step<S: Aggregate>(state: Option<S>, event: Event<'_, S>, given: Given<'_>) -> Stepped<S> {
    let Event { fields, header, kind } = event;
    let mut state = state;
    let mark = state.as_mut().map_or(given.now, |state| *state.mark());
    let now = given.now.max(mark);
    let mut step = Step {
        activity: Vec::new(),
        effects: Vec::new(),
        ended: Vec::new(),
        given,
        header,
        now,
        unique: Vec::new(),
    };
    let before = if kind.quiet { state.clone() } else { None };
    let decision = if let Some(refusal) = step.refusal(kind, mark) {
        refusal
    } else {
        if let Some(state) = &mut state {
            *state.mark() = now;
            state.pass(&mut step);
        }
        match (&kind.run, &mut state) {
            (Run::Any(run), state) => run(&mut step, state, &fields),
            (Run::Existing(run), Some(state)) => run(&mut step, state, &fields),
            (Run::Existing(_), None) => step.unknown(S::UNKNOWN, kind.members, &fields),
        }
    };
    if let (Some(before), Some(state)) = (before, &mut state) {
        forget_time(state, before);
    }
    step.conclude(kind, decision, state)
}

/// Gives back the very same state where nothing happened but that time passed: there is nothing to
/// write then, and no swap to lose.
fn forget_time<S: Aggregate>(state: &mut S, mut before: S) {
    let now = std::mem::replace(state.mark(), *before.mark());
    if *state != before {
        *state.mark() = now;
    }
}

impl Step<'_> {
    /// A step of no event, in which what somebody may do is asked as of a capacity.
    pub(crate) fn of_nothing<'s>(given: Given<'s>, role: Capacity, now: Timestamp) -> Step<'s> {
        let actor = Actor { id: None, role };
        Step {
            activity: Vec::new(),
            effects: Vec::new(),
            ended: Vec::new(),
            given,
            header: Header { actor, id: String::new(), ip: None, ip_text: None },
            now,
            unique: Vec::new(),
        }
    }

    /// Why an event is not even looked at.
    fn refusal<S>(&self, kind: &EventType<S>, mark: Timestamp) -> Option<Decision> {
        if !kind.actors.contains(&self.header.actor.role) {
            return Some(Decision::deny("not-authorized"));
        }
        let behind = mark.millis().saturating_sub(self.given.now.millis());
        let skewed = behind > MOST_SKEW && kind.name != event::REPAIR_CLOCK;
        skewed.then(|| Decision::deny("clock-skew").with("behind", behind))
    }

    /// The answer to an event of what there is not.
    ///
    /// SECURITY: a token of nobody is answered like one that has ended, so that nothing can be told
    /// from it.
    fn unknown(&self, why: &'static str, members: &[Field], fields: &Fields<'_>) -> Decision {
        let decision = Decision::deny(why);
        if self.header.actor.role != Capacity::Holder {
            return decision;
        }
        if fields.text("flow").is_some() {
            return decision.veil("flow-ended").then("sign-in", None);
        }
        if members.iter().any(|member| member.name == "session") {
            return decision.veil("reauthenticate").then("sign-in", None);
        }
        decision.veil("refused")
    }

    /// Whether a stranger may learn nothing.
    pub(crate) fn is_uniform(&self) -> bool {
        self.given.policy.sign_in.disclosure == Disclosure::Uniform
    }

    /// Adds something for the host to do.
    pub(crate) fn effect(&mut self, action: Action) {
        let id = format!("{}.{}", self.header.id, self.effects.len());
        self.effects.push(Effect { action, id });
    }

    /// Adds an entry beside the event's own.
    pub(crate) fn note(&mut self, action: &'static str, reason: &'static str, params: Params) {
        let entry = self.entry(action, Outcome::Allow, Code::new(reason), params);
        self.activity.push(entry);
    }

    fn entry(&self, action: &'static str, outcome: Outcome, reason: Code, params: Params) -> Entry {
        Entry {
            action: Code::new(action),
            actor: self.header.actor.clone(),
            at: self.now,
            event: self.header.id.clone(),
            ip: self.header.ip_text.clone(),
            outcome,
            params,
            reason,
            until: after(self.now, self.given.policy.activity_log.retention),
        }
    }

    fn conclude<S: Aggregate>(
        mut self,
        kind: &EventType<S>,
        decision: Decision,
        state: Option<S>,
    ) -> Stepped<S> {
        let Decision { internal, outcome, .. } = &decision;
        if !kind.quiet || *outcome == Outcome::Deny {
            let (reason, params) = (internal.reason.clone(), internal.params.clone());
            let entry = self.entry(kind.name, *outcome, reason, params);
            self.activity.push(entry);
        }
        let deadline = state.as_ref().and_then(|state| state.deadline(self.given.policy));
        Stepped {
            activity: self.activity,
            deadline,
            decision,
            effects: self.effects,
            state,
            unique: self.unique,
        }
    }
}

/// Members of every event.
pub const HEADER: &[Field] = &[
    Field::object("actor", actor::FIELDS)
        .optional()
        .doc("Who acts; the account's holder where nothing is said."),
    Field::text("id", 128)
        .doc("The event's id, which no other event has: effects are named after it."),
    Field::text("ip", 64)
        .optional()
        .doc("The client's address, as a host knows it that trusts its proxies."),
    Field::text("type", 64).doc("What happens."),
];

/// The channel that an event names.
pub(crate) fn channel(fields: &Fields<'_>) -> Channel {
    Channel::parse(fields.choice("channel")).unwrap_or(Channel::Web)
}

/// Most milliseconds by which the time may have gone back: it is taken for the latest time then.
const MOST_SKEW: u64 = 300_000;
