//! A password against a policy: the report, or its short form.

use wicketgate_core::{
    Context, Report, Timestamp,
    report::{Needs, Requirements, Status, Summary, Verdict},
};
use wicketgate_password::Candidate;

use crate::Policy;

/// A password that was judged, not yet put in words.
pub struct Checked<'c> {
    /// From when on the rules bind, where they do not yet.
    binds_from: Option<Timestamp>,
    candidate: &'c Candidate<'c>,
    policy: &'c Policy,
}

/// The one thing that can be missing: the time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NeedsNow;

impl Policy {
    /// Judges a password.
    ///
    /// # Errors
    ///
    /// The policy has dates for existing passwords, and the context has no time.
    pub fn check<'c>(&'c self, candidate: &'c Candidate<'c>) -> Result<Checked<'c>, NeedsNow> {
        let binds_from = self.binds_from(candidate.context())?;
        Ok(Checked { binds_from, candidate, policy: self })
    }

    /// What a password must satisfy, to show before anyone types.
    #[must_use]
    pub fn requirements(&self, engine: &str) -> Requirements {
        Requirements {
            engine: engine.to_owned(),
            form_digest: self.form_digest.clone(),
            rules: self.rules.requirements(),
        }
    }

    #[cfg(feature = "full")]
    fn binds_from(&self, context: &Context) -> Result<Option<Timestamp>, NeedsNow> {
        self.binding.later(context)
    }

    /// A form document has no dates: a page asks for a new password.
    #[cfg(not(feature = "full"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the full build has dates")]
    const fn binds_from(&self, _: &Context) -> Result<Option<Timestamp>, NeedsNow> {
        Ok(None)
    }
}

impl Checked<'_> {
    /// The verdict, explained rule by rule.
    #[must_use]
    pub fn report(&self, engine: &str) -> Report {
        let mut question = None;
        let findings = self.policy.rules.check(self.candidate);
        let rules = findings.map(|(item, finding)| {
            question = question.take().or_else(|| finding.question());
            item.entry(finding)
        });
        let rules: Vec<_> = rules.collect();
        let verdict = Verdict::of(rules.iter().map(|entry| entry.status), self.binds());
        Report {
            binds: self.binds(),
            binds_from: self.binds_from,
            engine: engine.to_owned(),
            form_digest: self.policy.form_digest.clone(),
            needs: needs(question, verdict),
            ok: verdict == Verdict::Accept,
            rules,
            verdict,
        }
    }

    /// The verdict and the codes that led to it.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let (mut undecided, mut violated) = (Vec::new(), Vec::new());
        let mut question = None;
        let statuses = self.policy.rules.check(self.candidate).map(|(item, finding)| {
            question = question.take().or_else(|| finding.question());
            match finding.status {
                Status::Undecided => undecided.push(item.code.clone()),
                Status::Violated => violated.push(item.code.clone()),
                Status::Satisfied => {}
            }
            finding.status
        });
        // Collected first: a verdict stops at the first violation, a summary does not.
        let statuses: Vec<Status> = statuses.collect();
        let verdict = Verdict::of(statuses, self.binds());
        let needs = needs(question, verdict);
        Summary { needs, ok: verdict == Verdict::Accept, undecided, verdict, violated }
    }

    const fn binds(&self) -> bool {
        self.binds_from.is_none()
    }
}

/// What must still be known: nothing, where the verdict is clear without it.
fn needs(question: Option<Needs>, verdict: Verdict) -> Option<Needs> {
    question.filter(|_| verdict == Verdict::Undecided)
}
