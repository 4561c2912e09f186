//! `sign_in`: by which methods and from where people sign in, and what a stranger may learn.

use wicketgate_core::{
    field::{DAY, Default, Direction, Field, Fields, MINUTE, Reader},
    json::{Value, pointer},
};

use super::{Members, millis};
use crate::{cidr::Cidr, name::names};

names! {
    /// What a stranger may learn.
    pub enum Disclosure {
        /// Why an attempt was refused, and until when.
        Documented = "documented",
        /// Nothing: every refusal looks the same.
        Uniform = "uniform",
    }
}

/// The section of a policy; spans are milliseconds.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Login names for which the methods are not restricted.
    pub break_glass: Vec<String>,
    /// What a stranger may learn.
    pub disclosure: Disclosure,
    /// How long a sign-in may take that needs more than one step.
    pub flow_life: u64,
    /// From where people may sign in; from everywhere where nothing is said.
    pub ip_allow: Option<Vec<Cidr>>,
    /// The methods that are allowed.
    pub methods: Vec<&'static str>,
    /// Tokens for programs of others.
    pub oauth: Oauth,
    /// Providers that are configured.
    pub providers: Vec<String>,
}

/// Tokens for programs of others.
#[derive(Clone, Debug, Default)]
pub struct Oauth {
    /// Clients that get tokens nevertheless.
    pub clients: Vec<String>,
    /// Whether no others do.
    pub restricted: bool,
}

impl Members for SignIn {
    fn of(fields: &Fields<'_>) -> Self {
        let texts = |fields: &Fields<'_>, name| {
            fields.texts(name).iter().map(|text| text.clone().into_owned()).collect::<Vec<_>>()
        };
        let list = fields.object("ip_allow").map(|list| texts(list, "ranges"));
        Self {
            break_glass: texts(fields, "break_glass"),
            disclosure: Disclosure::parse(fields.choice("disclosure"))
                .unwrap_or(Disclosure::Uniform),
            flow_life: fields.duration("flow_life").map(millis).unwrap_or_default(),
            ip_allow: list
                .map(|list| list.iter().filter_map(|range| Cidr::parse(range).ok()).collect()),
            methods: fields.choices("methods").to_vec(),
            oauth: fields
                .object("oauth")
                .map(|oauth| Oauth {
                    clients: texts(oauth, "clients"),
                    restricted: oauth.flag("restricted"),
                })
                .unwrap_or_default(),
            providers: texts(fields, "providers"),
        }
    }

    fn check(&self, value: &Value<'_>, at: &str, reader: &mut Reader) {
        let Some(list) = value.at("/ip_allow/ranges") else { return };
        let at = pointer(&pointer(at, "ip_allow"), "ranges");
        for (index, item) in reader.array(list, &at, MAX_RANGES).iter().enumerate() {
            if let Some(text) = item.text()
                && let Err(reason) = Cidr::parse(text)
            {
                let allowed = format!("an address or a range such as `192.0.2.0/24`: {reason}");
                reader.refuse(
                    item,
                    &format!("{at}/{index}"),
                    "malformed",
                    format_args!("{allowed}"),
                );
            }
        }
        if self.ip_allow.as_ref().is_some_and(Vec::is_empty) {
            let allowed = "at least one address or range: nobody could sign in".to_owned();
            reader.refuse(list, &at, "out-of-range", format_args!("{allowed}"));
        }
    }
}

const MAX_RANGES: usize = 256;
const METHODS: &[&str] = &["email-on-file", "password", "saml", "sso"];

pub(super) const FIELDS: &[Field] = &[
    Field::texts("break_glass", 8, 256)
        .optional()
        .private()
        .doc("Login names for which every method stays open; each use is told to administrators (A-9)."),
    Field::choice("disclosure", Disclosure::NAMES)
        .or(Default::Choice("uniform"))
        .stricter(Direction::Neither)
        .doc("What a stranger may learn: nothing, or what products show (A-39)."),
    Field::duration("flow_life", MINUTE, DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("How long a sign-in may take that needs more than one step."),
    Field::object(
        "ip_allow",
        &[Field::texts("ranges", MAX_RANGES, 64)
            .doc("Addresses and ranges, IPv4 and IPv6; an IPv4 address mapped into IPv6 is the IPv4 address (A-19).")],
    )
    .optional()
    .private()
    .doc("From where people may sign in; from everywhere where nothing is said."),
    Field::choices("methods", METHODS)
        .or(Default::All)
        .stricter(Direction::Fewer)
        .doc("The methods that are allowed: `sso` and `saml` alone are what products call SSO only."),
    Field::object(
        "oauth",
        &[
            Field::texts("clients", 64, 128)
                .optional()
                .doc("Clients that get tokens although they are restricted."),
            Field::flag("restricted")
                .or(Default::Flag(false))
                .stricter(Direction::Higher)
                .doc("Whether no other client gets access or refresh tokens (A-7)."),
        ],
    )
    .optional()
    .doc("Tokens for programs of others."),
    Field::texts("providers", 16, 64)
        .optional()
        .doc("Identity providers that the administrator has configured, by name."),
];
