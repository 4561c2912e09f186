//! What is known of member names: most documents have the same few again and again.

use crate::{
    context::{Kinds, hash},
    escape::Escape,
    plan::{Fate, Plan},
    value::name,
};

/// The member names that came last, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Members {
    all: Vec<Member>,
}

/// What is known of one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// What becomes of its values, where no rule of the policy's own says so.
    pub(crate) fate: Fate,
    /// Whether nothing is found in the name itself.
    pub(crate) is_clean: bool,
    name: Vec<u8>,
    /// What it says of its values.
    pub(crate) said: Kinds,
}

impl Members {
    /// What is known of a name, if it came before.
    pub(crate) fn get(&mut self, raw: &[u8]) -> Option<&mut Member> {
        self.all.get_mut(slot(raw)).filter(|member| member.name == raw)
    }

    /// What becomes of the values of a name, and what it says of them.
    pub(crate) fn fate(&mut self, plan: &Plan, raw: &[u8]) -> (Fate, Kinds) {
        if let Some(Member { fate, said, .. }) = self.get(raw) {
            return (*fate, *said);
        }
        let (fate, said) = plan.named(&name(Escape::Json, raw));
        if raw.len() <= MOST_BYTES {
            self.all.resize(SLOTS, Member::default());
            if let Some(member) = self.all.get_mut(slot(raw)) {
                *member = Member { fate, is_clean: false, name: raw.to_vec(), said };
            }
        }
        (fate, said)
    }
}

fn slot(raw: &[u8]) -> usize {
    let hash = hash(raw) as usize;
    (hash ^ hash >> 15) % SLOTS
}

/// How many names are known at once, and of how many bytes at most.
const SLOTS: usize = 128;
const MOST_BYTES: usize = 64;
