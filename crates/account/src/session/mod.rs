//! Sessions: on which channel, how long, how many.

use wicketgate_core::{Code, Timestamp, param::Params};

use crate::{
    decision::{CookieInstruction, Decision, Plain, SessionView},
    effect::Action,
    key::Sealed,
    lockout,
    name::names,
    password,
    policy::{self, Cookie, Limits, WhenFull},
    record::record,
    state::Account,
    step::Step,
    time::{after, earlier},
};

names! {
    /// What a session belongs to.
    pub enum Channel {
        /// A program.
        Api = "api",
        /// A desktop application.
        Desktop = "desktop",
        /// A mobile application.
        Mobile = "mobile",
        /// A browser.
        Web = "web",
    }
}

record! {
    /// A live session.
    pub(crate) struct Session {
        /// When its client last reported activity.
        pub(crate) active: Timestamp,
        /// What it belongs to.
        pub(crate) channel: Channel,
        /// Its number.
        pub(crate) number: u64,
        /// When it began.
        pub(crate) since: Timestamp,
        /// Its token.
        pub(crate) token: Sealed,
        /// When it was last used.
        pub(crate) used: Timestamp,
    }
}

/// Why a session has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    /// It lived as long as it may.
    Absolute,
    /// Nobody was active at its client.
    ClientIdle,
    /// It was not used.
    Idle,
}

impl End {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Absolute => "session-expired",
            Self::ClientIdle => "inactive",
            Self::Idle => "session-idle",
        }
    }
}

impl Session {
    /// When it ends, and why, as it was last written.
    pub(crate) fn end(&self, limits: &Limits) -> Option<(Timestamp, End)> {
        let ends = [
            (limits.absolute.map(|span| after(self.since, span)), End::Absolute),
            (limits.idle.map(|span| after(self.used, span)), End::Idle),
            (limits.client_idle.map(|span| after(self.active, span)), End::ClientIdle),
        ];
        ends.into_iter().filter_map(|(at, why)| Some((at?, why))).min_by_key(|(at, _)| *at)
    }

    /// How long its cookie is kept in seconds: as long as the session can live, or until the browser
    /// closes.
    pub(crate) fn cookie_age(&self, limits: &Limits, now: Timestamp) -> Option<u64> {
        if limits.cookie == Some(Cookie::Session) {
            return None;
        }
        let absolute = limits.absolute.map(|span| after(self.since, span));
        let idle = limits.idle.map(|span| after(now, span));
        let end =
            earlier(absolute, idle).map(|end| end.millis().saturating_sub(now.millis()) / 1000);
        Some(end.map_or(MOST_COOKIE, |seconds| seconds.min(MOST_COOKIE)))
    }
}

/// Takes note that a session is used; tells whether anything was written.
///
/// A use is written once in a while, so that most requests leave the state as it is: at most a tenth
/// of an idle limit late.
pub(crate) fn touch(
    session: &mut Session,
    policy: &policy::Session,
    active: bool,
    now: Timestamp,
) -> bool {
    let limits = policy.of_channel(session.channel);
    let spans = [limits.idle, limits.client_idle].into_iter().flatten().map(|idle| idle / 10);
    let every = spans.fold(policy.touch_every, u64::min);
    let used = after(session.used, every) <= now;
    let active = active && after(session.active, every) <= now && limits.client_idle.is_some();
    if used {
        session.used = now;
    }
    if active {
        session.active = now;
    }
    used || active
}

/// The session of a token.
pub(crate) fn find<'a>(
    step: &Step<'_>,
    account: &'a Account,
    token: Option<&str>,
) -> Option<&'a Session> {
    let probe = step.given.keys.probe(PURPOSE, &account.id, token?);
    account.sessions.iter().find(|it| probe.is(&it.token))
}

/// The answer where a token has no session any more; tells why, where it ended just now.
pub(crate) fn ended(step: &Step<'_>, account: &Account, token: Option<&str>) -> Decision {
    let why = token.and_then(|token| {
        let probe = step.given.keys.probe(PURPOSE, &account.id, token);
        step.ended.iter().find(|(sealed, _)| probe.is(sealed))
    });
    let mut decision = Decision::deny("reauthenticate").then("sign-in", None);
    if let Some((_, why)) = why {
        decision.internal.reason = Code::new(why.code());
    }
    decision
}

/// Opens a session, or says why there is no room for one.
pub(crate) fn open(step: &mut Step<'_>, account: &mut Account, channel: Channel) -> Decision {
    let policy = step.given.policy;
    let limits = policy.session.of_channel(channel);
    let most = usize::try_from(limits.max.unwrap_or(MOST)).unwrap_or(usize::MAX);
    let live = account.sessions.iter().filter(|it| it.channel == channel).count();
    if live >= most && limits.when_full == Some(WhenFull::RefuseNew) {
        let ends = account.sessions.iter().filter(|it| it.channel == channel);
        let first = ends.filter_map(|it| Some(it.end(limits)?.0)).min();
        return Decision::deny("too-many-sessions").until(first);
    }
    for _ in most..=live {
        evict(step, account, channel);
    }
    let (now, token) = (step.now, step.given.entropy.token());
    let number = account.number();
    let session = Session {
        active: now,
        channel,
        number,
        since: now,
        token: step.given.keys.seal(PURPOSE, &account.id, token.reveal()),
        used: now,
    };
    let mut decision = Decision::allow("signed-in").until(session.end(limits).map(|(at, _)| at));
    if channel == Channel::Web {
        let max_age = session.cookie_age(limits, now);
        decision.issued.cookie = Some(CookieInstruction { max_age });
    }
    decision.issued.session = Some(Plain::of(&token));
    account.sessions.push(session);
    lockout::remember(step, account);
    password::warn(step, account, decision)
}

/// The live sessions of an account, as people see them.
pub(crate) fn list(
    account: &Account,
    policy: &policy::Session,
    own: Option<u64>,
) -> Vec<SessionView> {
    let view = |session: &Session| SessionView {
        channel: session.channel,
        current: Some(session.number) == own,
        ends: session.end(policy.of_channel(session.channel)).map(|(at, _)| at),
        session: session.number.to_string(),
        since: session.since,
        used: session.used.max(session.active),
    };
    account.sessions.iter().map(view).collect()
}

/// Ends every session of an account but one.
pub(crate) fn end_all(
    step: &mut Step<'_>,
    account: &mut Account,
    because: &'static str,
    but: Option<u64>,
) {
    let sessions = std::mem::take(&mut account.sessions);
    for session in sessions {
        if Some(session.number) == but {
            account.sessions.push(session);
        } else {
            end(step, &session, because);
        }
    }
}

/// Ends the oldest session of a channel.
fn evict(step: &mut Step<'_>, account: &mut Account, channel: Channel) {
    if let Some(at) = account.sessions.iter().position(|it| it.channel == channel) {
        let session = account.sessions.remove(at);
        end(step, &session, "superseded");
    }
}

/// What follows from a session's end.
pub(crate) fn end(step: &mut Step<'_>, session: &Session, because: &'static str) {
    let number = session.number.to_string();
    step.effect(Action::EndSession { because: Code::new(because), session: number });
    step.note("session-ended", because, Params::new());
}

/// Most sessions of an account on one channel, where the policy asks for no fewer.
pub(crate) const MOST: u32 = 32;
/// Seconds of 400 days: no browser keeps a cookie for longer (RFC 6265bis, section 5.5).
const MOST_COOKIE: u64 = 34_560_000;
const PURPOSE: &str = "session";
