//! Hashing and verifying passwords: the two decisions that cost time and memory on purpose.
//!
//! They have bounds of their own, [`Builder::hashing_memory`], [`Builder::hashing_deadline`], and
//! places of their own, [`Builder::hashing`]: however many people sign in at once, no more memory is
//! in use than was allowed, and other decisions go on as before.
//!
//! [`Builder::hashing`]: crate::Builder::hashing
//! [`Builder::hashing_deadline`]: crate::Builder::hashing_deadline
//! [`Builder::hashing_memory`]: crate::Builder::hashing_memory

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wicketgate_core::Secret;

use crate::{
    Error, Policy, answer,
    limit::{self, MAX_REQUEST},
    random,
};

/// How a policy has passwords hashed, defaults filled in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Hashing {
    /// The algorithm of new hashes.
    pub algorithm: String,
    /// Passes over the memory.
    pub iterations: u32,
    /// Memory, in KiB.
    pub memory: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Bytes of a salt.
    pub salt_bytes: u32,
    /// Bytes of a tag.
    pub tag_bytes: u32,
}

/// What became of a password and a stored hash.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Verification {
    /// Why the password should be hashed anew, in names of what falls short of the policy.
    #[serde(default)]
    pub because: Vec<String>,
    /// Whether the hash is of this password.
    #[serde(rename = "match")]
    pub matches: bool,
    /// Whether the password should be hashed anew, now that it is known.
    pub rehash: bool,
}

impl Policy {
    /// Hashes a password as the policy says, with a salt from the operating system.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] for a password that is too large; [`Error::Memory`] where the policy asks
    /// for more than is allowed; [`Error::Busy`]; or that the engine or the random source failed.
    pub fn hash(&self, password: &Secret) -> Result<String, Error> {
        let bytes = usize::try_from(self.hashing()?.salt_bytes).unwrap_or_default();
        self.hash_with(password, &random::bytes(bytes)?)
    }

    /// Hashes a password with this salt, which has as many bytes as the policy says.
    ///
    /// Whoever stores the hash takes [`Policy::hash`]: a salt serves once.
    ///
    /// # Errors
    ///
    /// As [`Policy::hash`], and [`Error::Refuse`] for a salt of another length.
    pub fn hash_with(&self, password: &Secret, salt: &[u8]) -> Result<String, Error> {
        #[derive(Deserialize)]
        struct Hashed {
            hash: String,
        }
        let digits = random::digits(salt);
        let request = Request { salt: Some(&digits), ..self.about("password.hash", password) };
        self.slowly::<Hashed>(&request).map(|hashed| hashed.hash)
    }

    /// Compares a password with a stored hash.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] where the hash cannot be read, is of a scheme that the engine does not
    /// know or costs too much, or the password is too large; [`Error::Memory`]; [`Error::Busy`]; or
    /// that the engine failed. None of them is a mismatch.
    pub fn verify(&self, password: &Secret, hash: &str) -> Result<Verification, Error> {
        let request = Request { hash: Some(hash), ..self.about("password.verify", password) };
        self.slowly(&request)
    }

    /// Compares a password with a hash that may be of the text as it was typed, not normalised.
    ///
    /// Such a hash comes from another system; it is to be made anew where it matches.
    ///
    /// # Errors
    ///
    /// As [`Policy::verify`].
    pub fn verify_typed(&self, password: &Secret, hash: &str) -> Result<Verification, Error> {
        let about = self.about("password.verify", password);
        self.slowly(&Request { hash: Some(hash), raw: Some(true), ..about })
    }

    fn about<'a>(&self, op: &'static str, password: &'a Secret) -> Request<'a> {
        let (policy, password) = (self.handle(), password.reveal());
        Request { hash: None, op, password, policy, raw: None, salt: None }
    }

    /// Asks in a place for hashing, within the bounds of hashing.
    fn slowly<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, Error> {
        // Texts and integers always print.
        let request =
            serde_json::to_string(request).map_err(|error| Error::Host(error.to_string()))?;
        limit::size("the request", &request, MAX_REQUEST)?;
        let module = self.module();
        let _permit = module.hashing()?;
        let (_, answer) = self.guest()?.hash(module.sandbox(), &request)?;
        answer::read(&answer)
    }
}

/// SECURITY: no `Debug`; it holds a password.
#[derive(Serialize)]
struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<&'a str>,
    op: &'static str,
    password: &'a str,
    policy: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<&'a str>,
}
