//! What every step is asked with: an event, keys, entropy.

use wicketgate_account::{Entropy, Keys, Unreadable};
use wicketgate_core::{
    Code, Problem, Secret,
    field::{Echo, Fields, Reader},
    json::{Kind, Value},
};

use crate::Error;

/// The arguments of a step, read.
pub(crate) struct Arguments<E> {
    pub(crate) entropy: Entropy,
    pub(crate) event: E,
    pub(crate) keys: Keys,
}

impl<E> Arguments<E> {
    /// Reads them and reports every problem in them.
    pub(crate) fn of<'v>(
        fields: &Fields<'v>,
        event: impl FnOnce(&'v Value<'v>, &str, &mut Reader) -> Option<E>,
    ) -> Result<Self, Error> {
        let mut reader = Reader::new(Echo::Kind);
        let event = event(fields.any("event").unwrap_or(NOTHING), "/event", &mut reader);
        let keys = keys(fields, &mut reader);
        let entropy = entropy(fields, &mut reader);
        match (event, keys, entropy) {
            (Some(event), Some(keys), Some(entropy)) => Ok(Self { entropy, event, keys }),
            _ => Err(Error::InvalidRequest(reader.problems.into_list())),
        }
    }
}

/// The state that stands in a request; none, where there is none yet.
pub(crate) fn state<S>(
    fields: &Fields<'_>,
    read: impl FnOnce(&Value<'_>) -> Result<S, Unreadable>,
) -> Result<Option<S>, Error> {
    let state = fields.any("state").filter(|state| state.kind != Kind::Null);
    state.map(read).transpose().map_err(|why| match why {
        Unreadable::Malformed => Error::InvalidState,
        Unreadable::Newer => Error::NewerState,
    })
}

fn keys(fields: &Fields<'_>, reader: &mut Reader) -> Option<Keys> {
    let key = |key: &Fields<'_>| {
        let text = |name| key.text(name).unwrap_or_default();
        (text("id").to_owned(), Secret::from(text("key")))
    };
    match Keys::new(fields.items("keys").iter().map(key).collect()) {
        Ok(keys) => Some(keys),
        Err(allowed) => {
            malformed("keys", allowed.to_owned(), reader);
            None
        }
    }
}

fn entropy(fields: &Fields<'_>, reader: &mut Reader) -> Option<Entropy> {
    let entropy = Entropy::new(fields.text("entropy").unwrap_or_default());
    if entropy.is_none() {
        let digits = 2 * wicketgate_account::ENTROPY_BYTES;
        malformed("entropy", format!("{digits} hexadecimal digits from a random source"), reader);
    }
    entropy
}

fn malformed(name: &str, allowed: String, reader: &mut Reader) {
    let message = format!("`{name}` should be {allowed}");
    let problem = Problem::new(Code::new("malformed"), format!("/{name}"), 1);
    reader.problems.push(Problem { allowed: Some(allowed), message, ..problem });
}

const NOTHING: &Value<'static> = &Value::new(Kind::Null);
