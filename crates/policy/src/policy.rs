//! A policy that cannot be wrong, and the documents it can be made from.

#[cfg(feature = "full")]
use std::sync::OnceLock;

use wicketgate_core::{
    Problem,
    field::{Echo, Reader},
    json::{self, Value},
};
#[cfg(feature = "full")]
use wicketgate_password::Hashing;
use wicketgate_password::{Form, Rules};

use crate::{Error, canonical::canonical, digest};
#[cfg(feature = "full")]
use crate::{assemble, binding::Binding, layer};

/// Version of the policy document that this engine reads.
pub const VERSION: u64 = 1;

/// Most bytes of a document.
pub const MAX_BYTES: usize = 256 * 1024;

/// A policy: parsed once, asked many times.
pub struct Policy {
    #[cfg(feature = "full")]
    pub(crate) binding: Binding,
    /// SHA-256 of the resolved document.
    pub digest: String,
    /// The resolved document: layers merged, defaults filled in, notes left out.
    #[cfg(feature = "full")]
    pub document: Value<'static>,
    /// SHA-256 of the form document.
    pub form_digest: String,
    /// The form document: what a page may see.
    pub form: Value<'static>,
    #[cfg(feature = "full")]
    pub(crate) hashing: Hashing,
    #[cfg(feature = "full")]
    pub(crate) redaction: wicketgate_redact::policy::Redaction,
    pub(crate) rules: Rules,
    #[cfg(feature = "full")]
    pub(crate) second_factor_digest: OnceLock<String>,
    #[cfg(feature = "full")]
    pub(crate) sections: wicketgate_account::policy::Sections,
    /// What the author of the document should know, although nothing is wrong.
    pub warnings: Vec<Problem>,
}

impl Policy {
    /// Reads a policy, a bundle of layers, or a form document. Without the feature `full`, a form
    /// document only: what the others need is what a page need not download.
    ///
    /// # Errors
    ///
    /// Every problem of the document at once, or the one reason why it cannot be read at all.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_BYTES {
            return Err(Error::TooLarge);
        }
        let document = json::parse(text).map_err(Error::Syntax)?;
        let layered = document.get("layers").is_some();
        let mut reader = Reader::new(Echo::Value).nullable();
        if layered {
            reader = reader.layered();
        }
        reader.duplicates(&document, "");
        if document.get("form").is_some() {
            return Self::of_form(&document, reader);
        }
        Self::whole(document, layered, reader)
    }

    #[cfg(feature = "full")]
    fn whole(document: Value<'_>, layered: bool, mut reader: Reader) -> Result<Self, Error> {
        let Some((merged, locked)) = layer::merge(document, layered, &mut reader) else {
            return Err(Error::Invalid(reader.problems.into_list()));
        };
        let mut policy = assemble::policy(&merged, locked, &mut reader);
        policy.warnings = finish(reader)?;
        Ok(policy)
    }

    #[cfg(not(feature = "full"))]
    fn whole(_: Value<'_>, _: bool, _: Reader) -> Result<Self, Error> {
        Err(Error::NotInThisBuild("a document that is no form document"))
    }

    /// The rules that the policy configures.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How the policy has passwords hashed: by the defaults where it says nothing of it, and where
    /// it was read from a form document, which never does.
    #[cfg(feature = "full")]
    #[must_use]
    pub const fn hashing(&self) -> &Hashing {
        &self.hashing
    }

    /// Digest of what the policy asks of second factors: a browser is trusted for that alone.
    #[cfg(feature = "full")]
    #[must_use]
    pub fn second_factor_digest(&self) -> &str {
        self.second_factor_digest.get_or_init(|| {
            let nothing = Value::object::<&str>([]);
            digest::of(self.document.given("second_factor").unwrap_or(&nothing))
        })
    }

    /// What the policy takes out of texts.
    #[cfg(feature = "full")]
    #[must_use]
    pub const fn redaction(&self) -> &wicketgate_redact::policy::Redaction {
        &self.redaction
    }

    /// What the policy says of accounts.
    #[cfg(feature = "full")]
    #[must_use]
    pub const fn sections(&self) -> &wicketgate_account::policy::Sections {
        &self.sections
    }

    fn of_form(document: &Value<'_>, mut reader: Reader) -> Result<Self, Error> {
        if let Some(version) = document.get("form") {
            let _ = reader.integer(version, "/form", 1, 1);
        }
        // Newer rules are let pass; a document without its rules is no form document.
        let password = required(Some(document), "", "password", &mut reader);
        let rules = required(password, "/password", "rules", &mut reader);
        let messages = password.and_then(|password| password.get("messages"));
        let rules = Rules::parse(rules, messages, "/password", Form::Yes, &mut reader);
        let warnings = finish(reader)?;
        let form = canonical(document);
        let digest = digest::of(&form);
        Ok(Self {
            #[cfg(feature = "full")]
            binding: Binding::default(),
            digest: digest.clone(),
            #[cfg(feature = "full")]
            document: form.clone(),
            form_digest: digest,
            form,
            #[cfg(feature = "full")]
            hashing: Hashing::default(),
            #[cfg(feature = "full")]
            redaction: wicketgate_redact::policy::Redaction::default(),
            rules,
            #[cfg(feature = "full")]
            second_factor_digest: OnceLock::new(),
            #[cfg(feature = "full")]
            sections: wicketgate_account::policy::Sections::default(),
            warnings,
        })
    }
}

fn required<'v>(
    value: Option<&'v Value<'_>>,
    parent: &str,
    name: &str,
    reader: &mut Reader,
) -> Option<&'v Value<'v>> {
    let value = value?;
    let found = value.get(name);
    match found {
        Some(found) => {
            let _ = reader.object(found, &json::pointer(parent, name));
        }
        None => reader.missing(value, parent, name),
    }
    found
}

/// The warnings of a document that has no problem.
fn finish(reader: Reader) -> Result<Vec<Problem>, Error> {
    let problems: Vec<Problem> = reader.problems.into_list();
    if problems.is_empty() {
        Ok(reader.warnings.into_list())
    } else {
        Err(Error::Invalid(problems))
    }
}
