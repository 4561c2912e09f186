//! How long a state can become: the sum of what its lists may hold.
//!
//! Nothing cuts a state down to this. It follows from the bounds of the lists, so that a host knows
//! how large a column has to be.

use crate::{
    attempt, binding, device, flow,
    lockout::{MOST_COUNTERS, MOST_PLACES},
    password::MAX_HASH,
    session,
};

/// Most bytes of a state of an account as JSON, whatever events it was stepped by.
pub const MOST_BYTES: usize = TEXTS
    + BACKUP
    + binding::MOST * BOUND
    + COUNTERS * COUNTER
    + device::MOST * DEVICE
    + METHODS * FACTOR
    + AIMS * flow::MOST * FLOW
    + (METHODS + 1) * SMALL
    + (OLDER + 1) * (MAX_HASH * ESCAPED + SMALL)
    + MOST_PLACES * SMALL
    + attempt::MOST * RESERVATION
    + CHANNELS * session::MOST as usize * SESSION
    // The secret of programs, and the names of the members.
    + SEALED
    + 8 * SMALL;

/// Bytes of one byte of a text that came from outside, where JSON spells it `\u0001`.
const ESCAPED: usize = 6;
/// A few numbers, instants and fixed names, with the names of their members.
const SMALL: usize = 256;
/// A keyed hash: 64 digits, and a key's id of at most 64 bytes.
const SEALED: usize = SMALL + 64 * ESCAPED;
/// Id, cohort, address, login name and telephone number, as `create` takes them.
const TEXTS: usize = (128 + 128 + 320 + 320 + 32) * ESCAPED;

/// A set of backup codes: at most 20, of 24 characters each, readable as well.
const BACKUP: usize = SMALL + 20 * (SEALED + 24 + 3);
/// An account at a provider, whose name has at most 64 bytes and whose ids 256.
const BOUND: usize = SMALL + (64 + 256) * ESCAPED;
/// A counter with a window of at most a thousand failures, of 16 digits and a comma each.
const COUNTER: usize = 2 * SMALL + 1000 * 17;
/// Addresses, those of attempts that were reserved before there were so many, and the four
/// counters that are of no address.
const COUNTERS: usize = MOST_COUNTERS + attempt::MOST + 4;
/// A trusted browser.
const DEVICE: usize = 2 * SMALL + SEALED;
/// A factor: a secret of at most 64 bytes in Base32, and a telephone number.
const FACTOR: usize = 2 * SMALL + 104 + 32 * ESCAPED;
/// A flow: its token, two codes, a binding and a factor that wait.
const FLOW: usize = 3 * SMALL + 3 * SEALED + BOUND + FACTOR;
/// An attempt: a binding that waits, and the names of the hashes, `history-24` for one.
const RESERVATION: usize = 2 * SMALL + BOUND + (OLDER + 2) * 16;
/// A session.
const SESSION: usize = SMALL + SEALED;

/// What flows come to.
const AIMS: usize = flow::Aim::NAMES.len();
/// What sessions belong to.
const CHANNELS: usize = session::Channel::NAMES.len();
/// Methods of second factor.
const METHODS: usize = crate::factor::Method::NAMES.len();
/// Earlier passwords that a policy may ask for.
const OLDER: usize = 24;

#[cfg(test)]
mod tests {
    use super::MOST_BYTES;

    /// A host made its column as large as this: a change of it is told to hosts.
    #[test]
    fn the_bound_changes_on_purpose_alone() {
        assert_eq!(MOST_BYTES, 1_501_020);
    }
}
