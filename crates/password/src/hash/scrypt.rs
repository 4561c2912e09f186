//! scrypt, RFC 7914: `$scrypt$ln=17,r=8,p=1$SALT$TAG`.

use ::scrypt::{Params as Costs, scrypt};

use super::{
    Cost, Error, Stored,
    phc::{self, Params, Parts},
};

/// A hash by scrypt.
pub(super) struct Scrypt {
    blocks: u32,
    lanes: u32,
    log_n: u32,
    salt: Vec<u8>,
    tag: Vec<u8>,
}

impl Scrypt {
    pub(super) fn parse(mut parts: Parts<'_>) -> Result<Self, Error> {
        let mut params = Params::new(parts.next());
        let (log_n, blocks) = (params.number("ln")?, params.number("r")?);
        let lanes = params.number("p")?;
        params.end()?;
        let (salt, tag) = phc::salt_and_tag(parts, 16..=64)?;
        if !(1..=63).contains(&log_n) || blocks == 0 || lanes == 0 {
            return Err(Error::Malformed);
        }
        Ok(Self { blocks, lanes, log_n, salt, tag })
    }

    /// Bytes that the computation takes.
    fn bytes(&self) -> u64 {
        let rows = (1_u64 << self.log_n).saturating_add(self.lanes.into()).saturating_add(1);
        rows.saturating_mul(self.blocks.into()).saturating_mul(128)
    }
}

impl Stored for Scrypt {
    fn cost(&self) -> Cost {
        let memory = self.bytes().div_ceil(1024);
        let work = memory.saturating_mul(self.lanes.into()).saturating_mul(WORK);
        Cost { memory, work }
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn compute(&self, password: &[u8], tag: &mut [u8]) -> Result<(), Error> {
        // Asked for and given back: the crate takes its memory without asking whether it is there.
        let bytes = usize::try_from(self.bytes()).map_err(|_| Error::Memory)?;
        Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| Error::Memory)?;
        // INVARIANT: the cost was found to be within bounds, so that no product of these overflows.
        let log_n = u8::try_from(self.log_n).map_err(|_| Error::Malformed)?;
        let costs = Costs::new(log_n, self.blocks, self.lanes).map_err(|_| Error::Malformed)?;
        scrypt(password, &self.salt, &costs, tag).map_err(|_| Error::Malformed)
    }
}

/// Work of one KiB: it is written once and read once, by a slower function than that of Argon2.
const WORK: u64 = 4;
