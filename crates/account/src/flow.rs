//! What is not finished: a sign-in that needs more than a password, a recovery.
//!
//! **The engine says what comes next**: the host never puts second factor, change of password and
//! session in order.

use wicketgate_core::Timestamp;

use crate::{
    binding::{self, Bound},
    challenge,
    decision::{Decision, Outcome, Plain},
    factor::{self, Factor, Need},
    key::Sealed,
    name::names,
    record::record,
    session::{self, Channel},
    sign_in::Proven,
    state::Account,
    step::Step,
    time::{after, earlier},
};

names! {
    /// What a flow comes to when it is finished.
    pub(crate) enum Aim {
        /// A sign-in, by a link that was sent.
        Link = "link",
        /// A new password, by a link that was sent.
        Recover = "recover",
        /// A factor of somebody who is signed in: enrolled, or proved once more.
        Session = "session",
        /// A session.
        SignIn = "sign-in",
        /// The end of a lock, by a link that was sent.
        Unlock = "unlock",
    }
}

record! {
    /// Something that is not finished.
    pub(crate) struct Flow {
        /// What it comes to.
        pub(crate) aim: Aim,
        /// An account at a provider that is bound when it is finished.
        pub(crate) bind: Option<Bound>,
        /// Why the password must be changed before a session; nothing where it need not.
        pub(crate) change: Option<String>,
        /// The channel of the session.
        pub(crate) channel: Channel,
        /// The code that was sent last.
        pub(crate) code: Option<Sent>,
        /// Whether a second factor was proved, or is not needed.
        pub(crate) factor: bool,
        /// Whether the mailbox was the first factor: then it is no second one.
        pub(crate) mail: bool,
        /// Its number.
        pub(crate) number: u64,
        /// The factor that is being enrolled.
        pub(crate) pending: Option<Factor>,
        /// Codes that followed an expired one by themselves.
        pub(crate) renewals: u32,
        /// Codes that were sent.
        pub(crate) sent: u32,
        /// The session that it belongs to, by number.
        pub(crate) session: Option<u64>,
        /// When it began.
        pub(crate) since: Timestamp,
        /// Its token.
        pub(crate) token: Sealed,
        /// The trusted browser that it came from, by number.
        pub(crate) trusted: Option<u64>,
        /// When it ends.
        pub(crate) until: Timestamp,
    }
}

record! {
    /// A code that was sent.
    pub(crate) struct Sent {
        /// The code that this one replaced.
        pub(crate) before: Option<Sealed>,
        /// The code.
        pub(crate) code: Sealed,
        /// How it was sent.
        pub(crate) method: String,
        /// When.
        pub(crate) since: Timestamp,
        /// When it expires.
        pub(crate) until: Timestamp,
    }
}

impl Flow {
    /// When something happens by itself next.
    pub(crate) fn deadline(&self) -> Timestamp {
        let code = self.code.as_ref().map(|code| code.until);
        earlier(code, Some(self.until)).unwrap_or(self.until)
    }
}

/// Begins a flow and tells its number; its token is told with the first answer that needs it.
pub(crate) fn begin(step: &mut Step<'_>, account: &mut Account, aim: Aim, proven: Proven) -> Begun {
    let token = step.given.entropy.token();
    let number = account.number();
    // SECURITY: what a stranger can begin makes no room for itself at the cost of anything else.
    let mut same = account.flows.iter().enumerate().filter(|(_, flow)| flow.aim == aim);
    let (oldest, count) = (same.next().map(|(at, _)| at), same.count().saturating_add(1));
    if let Some(oldest) = oldest.filter(|_| count >= MOST) {
        account.flows.remove(oldest);
    }
    let change = if proven.password { crate::password::must_change(step, account) } else { None };
    let life = match aim {
        Aim::Recover | Aim::Unlock => step.given.policy.lifecycle.recovery_life,
        Aim::Link | Aim::Session | Aim::SignIn => step.given.policy.sign_in.flow_life,
    };
    account.flows.push(Flow {
        aim,
        bind: None,
        change,
        channel: proven.channel,
        code: None,
        factor: proven.factor,
        mail: proven.mail,
        number,
        pending: None,
        renewals: 0,
        sent: 0,
        session: None,
        since: step.now,
        token: step.given.keys.seal(PURPOSE, &account.id, token.reveal()),
        trusted: proven.device,
        until: after(step.now, life),
    });
    Begun { number, token: Some(Plain::of(&token)) }
}

/// The flow in which a session enrols or proves factors; its token is told to nobody.
pub(crate) fn of_session(step: &mut Step<'_>, account: &mut Account, session: u64) -> u64 {
    if let Some(flow) = account.flows.iter().find(|flow| flow.session == Some(session)) {
        return flow.number;
    }
    let live = account.sessions.iter().find(|it| it.number == session);
    let channel = live.map_or(Channel::Web, |session| session.channel);
    let proven = Proven { factor: true, ..Proven::nothing(channel) };
    let number = begin(step, account, Aim::Session, proven).number;
    if let Some(flow) = get(account, number) {
        flow.session = Some(session);
    }
    number
}

/// The flow of a number.
pub(crate) fn get(account: &mut Account, number: u64) -> Option<&mut Flow> {
    account.flows.iter_mut().find(|flow| flow.number == number)
}

/// Ends a flow.
pub(crate) fn close(account: &mut Account, number: u64) {
    account.flows.retain(|flow| flow.number != number);
}

/// The answer where a flow is not there any more.
pub(crate) fn ended() -> Decision {
    Decision::deny("flow-ended").then("sign-in", None)
}

/// A flow, and its token where it is new.
pub(crate) struct Begun {
    pub(crate) number: u64,
    pub(crate) token: Option<Plain>,
}

/// The sign-in of a token, by number.
pub(crate) fn find(step: &Step<'_>, account: &Account, token: Option<&str>) -> Option<Begun> {
    find_of(step, account, Aim::SignIn, token)
}

/// The flow of a token, by number.
///
/// SECURITY: what a token was given for is the only thing that it is good for.
pub(crate) fn find_of(
    step: &Step<'_>,
    account: &Account,
    aim: Aim,
    token: Option<&str>,
) -> Option<Begun> {
    let probe = step.given.keys.probe(PURPOSE, &account.id, token?);
    let flow = account.flows.iter().find(|flow| flow.aim == aim && probe.is(&flow.token))?;
    Some(Begun { number: flow.number, token: None })
}

/// Goes on to whatever a flow still needs; to the session, where it needs nothing.
pub(crate) fn advance(step: &mut Step<'_>, account: &mut Account, begun: Begun) -> Decision {
    let Begun { number, token } = begun;
    let Some(flow) = get(account, number) else { return ended() };
    if !flow.factor {
        let (trusted, mail) = (flow.trusted, flow.mail);
        match factor::need(step, account, trusted, mail) {
            Need::Nothing => {}
            Need::Code(methods) => {
                let mut decision = Decision::new(Outcome::Continue, "second-factor-required");
                decision.issued.flow = token;
                return challenge::ask(step, account, number, &methods, decision);
            }
            Need::Enrolment(methods) => {
                let mut decision = Decision::new(Outcome::Continue, "must-enroll");
                decision.issued.flow = token;
                for method in methods {
                    decision = decision.then("enroll", Some(method));
                }
                return decision;
            }
        }
    }
    let Some(flow) = get(account, number) else { return ended() };
    flow.factor = true;
    if let Some(why) = flow.change.clone() {
        let mut decision = Decision::new(Outcome::Continue, "must-change-password");
        decision.internal.params.insert("because", wicketgate_core::param::Param::Text(why.into()));
        decision.issued.flow = token;
        return decision.then("change-password", None);
    }
    let (bind, channel) = (flow.bind.take(), flow.channel);
    close(account, number);
    if let Some(bound) = bind {
        binding::add(step, account, bound);
    }
    session::open(step, account, channel)
}

/// Most flows of one aim at once; the oldest of them ends for a new one.
pub(crate) const MOST: usize = 8;
const PURPOSE: &str = "flow";
