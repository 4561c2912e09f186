//! Settlements: which reservation, and what the host says of it.

use wicketgate_core::{Secret, field::Fields};

use crate::{attempt::Reservation, lockout::Counter, state::Account};

/// What the host says that it verified.
pub(crate) struct Results {
    /// A new hash.
    pub(crate) hash: Option<Secret>,
    list: Vec<(String, Answer)>,
}

/// What came of one hash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    /// It is of this password.
    Match,
    /// It is not.
    Mismatch,
    /// The host could not tell.
    NotVerified,
}

impl Results {
    pub(crate) fn of(fields: &Fields<'_>) -> Self {
        let answer = |item: &Fields<'_>| {
            let answer = match item.choice("result") {
                "match" => Answer::Match,
                "mismatch" => Answer::Mismatch,
                _ => Answer::NotVerified,
            };
            (item.text("name").unwrap_or_default().to_owned(), answer)
        };
        Self {
            hash: fields.text("hash").map(Secret::from),
            list: fields.items("results").iter().map(answer).collect(),
        }
    }

    /// What came of a hash; one that is not told was not verified.
    pub(crate) fn get(&self, name: &str) -> Answer {
        let found = self.list.iter().find(|(known, _)| known == name);
        found.map_or(Answer::NotVerified, |(_, answer)| *answer)
    }
}

/// Takes a reservation out of the state; what is void is there no more.
pub(crate) fn take(account: &mut Account, number: u64) -> Option<Reservation> {
    let at = account.reserved.iter().position(|it| it.number == number)?;
    Some(account.reserved.remove(at))
}

/// The counter of a reservation; none where it is not counted.
pub(crate) fn counter<'a>(
    account: &'a mut Account,
    reservation: &Reservation,
) -> Option<&'a mut Counter> {
    let name = reservation.counter.clone()?;
    Some(account.counters.entry(name).or_insert_with(Counter::new))
}
