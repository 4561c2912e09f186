//! Argon2, RFC 9106: `$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG`.
//!
//! A string without `v=` has version 16, which had no such field. `keyid=` and `data=` may follow
//! the three parameters, in this order.

use ::argon2::{Algorithm, AssociatedData, ParamsBuilder, Version};

use super::{
    Cost, Error, Stored, base64,
    phc::{self, Params, Parts},
};
use crate::Hashing;

/// A hash by any variant of Argon2.
pub(super) struct Argon2 {
    algorithm: Algorithm,
    data: Vec<u8>,
    iterations: u32,
    memory: u32,
    parallelism: u32,
    salt: Vec<u8>,
    tag: Vec<u8>,
    version: Version,
}

/// Hashes by the policy's parameters.
pub(super) fn hash(hashing: &Hashing, password: &[u8], salt: &[u8]) -> Result<String, Error> {
    let Hashing { iterations, memory, parallelism, tag_bytes, .. } = *hashing;
    let mut hash = Argon2 {
        algorithm: Algorithm::Argon2id,
        data: Vec::new(),
        iterations,
        memory,
        parallelism,
        salt: salt.to_vec(),
        tag: Vec::new(),
        version: Version::V0x13,
    };
    let mut tag = vec![0; usize::try_from(tag_bytes).unwrap_or_default()];
    hash.compute(password, &mut tag)?;
    hash.tag = tag;
    Ok(hash.print())
}

/// A hash by the policy's parameters that no password is known to have.
pub(super) fn decoy(hashing: &Hashing, random: &[u8; 32]) -> String {
    let Hashing { iterations, memory, parallelism, salt_bytes, tag_bytes } = *hashing;
    let stretch = |bytes: u32| {
        let bytes = usize::try_from(bytes).unwrap_or_default();
        random.iter().copied().cycle().take(bytes).collect::<Vec<u8>>()
    };
    let hash = Argon2 {
        algorithm: Algorithm::Argon2id,
        data: Vec::new(),
        iterations,
        memory,
        parallelism,
        salt: stretch(salt_bytes),
        tag: stretch(tag_bytes),
        version: Version::V0x13,
    };
    hash.print()
}

impl Argon2 {
    pub(super) fn parse(scheme: &str, mut parts: Parts<'_>) -> Result<Self, Error> {
        let algorithm = match scheme {
            "argon2d" => Algorithm::Argon2d,
            "argon2i" => Algorithm::Argon2i,
            _ => Algorithm::Argon2id,
        };
        let mut part = parts.next();
        let version = match part.and_then(|part| part.strip_prefix("v=")) {
            None => Version::V0x10,
            Some(version) => {
                part = parts.next();
                match phc::number(version)? {
                    16 => Version::V0x10,
                    19 => Version::V0x13,
                    _ => return Err(Error::Malformed),
                }
            }
        };
        let mut params = Params::new(part);
        let (memory, iterations) = (params.number("m")?, params.number("t")?);
        let parallelism = params.number("p")?;
        if let Some(key) = params.optional("keyid") {
            phc::bytes(Some(key), 0..=8)?;
        }
        let data = match params.optional("data") {
            Some(data) => phc::bytes(Some(data), 0..=32)?,
            None => Vec::new(),
        };
        params.end()?;
        let enough = parallelism >= 1 && iterations >= 1 && memory >= parallelism.saturating_mul(8);
        if !enough || parallelism > MAX_PARALLELISM {
            return Err(Error::Malformed);
        }
        let (salt, tag) = phc::salt_and_tag(parts, 4..=128)?;
        Ok(Self { algorithm, data, iterations, memory, parallelism, salt, tag, version })
    }

    fn print(&self) -> String {
        let Self { algorithm, iterations, memory, parallelism, .. } = self;
        let (version, salt, tag) =
            (u32::from(self.version), base64::encode(&self.salt), base64::encode(&self.tag));
        format!("${algorithm}$v={version}$m={memory},t={iterations},p={parallelism}${salt}${tag}")
    }
}

impl Stored for Argon2 {
    fn cost(&self) -> Cost {
        let memory = u64::from(self.memory);
        Cost { memory, work: memory.saturating_mul(self.iterations.into()) }
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn compute(&self, password: &[u8], tag: &mut [u8]) -> Result<(), Error> {
        let data = AssociatedData::new(&self.data).map_err(|_| Error::Malformed)?;
        let mut params = ParamsBuilder::new();
        params.m_cost(self.memory).t_cost(self.iterations).p_cost(self.parallelism).data(data);
        let context = params.context(self.algorithm, self.version).map_err(|_| Error::Malformed)?;
        context.hash_password_into(password, &self.salt, tag).map_err(|error| match error {
            ::argon2::Error::OutOfMemory => Error::Memory,
            _ => Error::Malformed,
        })
    }

    fn shortcomings(&self, hashing: &Hashing) -> Vec<&'static str> {
        let is_below =
            |bytes: &[u8], asked: u32| u32::try_from(bytes.len()).is_ok_and(|has| has < asked);
        let all = [
            ("algorithm", self.algorithm != Algorithm::Argon2id),
            ("version", self.version != Version::V0x13),
            ("memory", self.memory < hashing.memory),
            ("iterations", self.iterations < hashing.iterations),
            ("salt_bytes", is_below(&self.salt, hashing.salt_bytes)),
            ("tag_bytes", is_below(&self.tag, hashing.tag_bytes)),
        ];
        all.into_iter().filter_map(|(name, falls_short)| falls_short.then_some(name)).collect()
    }
}

/// Most lanes of a stored hash: more than any known default, and no more than fit in a byte.
const MAX_PARALLELISM: u32 = 255;
