//! `password.effective_from`: when the rules begin to bind passwords that exist already.
//!
//! A new password is bound at once. An existing one is bound from 00:00 UTC of the date that its
//! environment and cohort have (CE-07). The most specific entry that matches decides; of two that
//! are equally specific, the earlier date. Where none matches, the rules bind at once.

use wicketgate_core::{
    Context, Timestamp,
    context::Subject,
    field::{Field, Reader},
    json::{Kind, Value, pointer},
};

use crate::NeedsNow;

/// The dates of a policy.
#[derive(Debug, Default)]
pub(crate) struct Binding {
    dates: Vec<Date>,
}

#[derive(Debug)]
struct Date {
    cohort: Option<String>,
    environment: Option<String>,
    from: Timestamp,
    value: Value<'static>,
}

impl Binding {
    pub(crate) fn parse(value: Option<&Value<'_>>, parent: &str, reader: &mut Reader) -> Self {
        let at = pointer(parent, "effective_from");
        let mut dates: Vec<Date> = Vec::new();
        let items = value.map(|value| reader.array(value, &at, MAX_DATES)).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            let at = format!("{at}/{index}");
            let Some(date) = Date::parse(item, &at, reader) else {
                continue;
            };
            let same = |other: &Date| {
                (&other.cohort, &other.environment) == (&date.cohort, &date.environment)
            };
            if dates.iter().any(same) {
                let message = "a second date for the same environment and cohort";
                reader.fail(item, &at, "contradiction", format_args!("{message}"));
            }
            dates.push(date);
        }
        Self { dates }
    }

    /// From when on the rules bind, where they do not yet.
    pub(crate) fn later(&self, context: &Context) -> Result<Option<Timestamp>, NeedsNow> {
        if context.subject == Subject::New {
            return Ok(None);
        }
        let matching = self.dates.iter().filter(|date| date.matches(context));
        let Some(date) = matching.min_by_key(|date| (std::cmp::Reverse(date.named()), date.from))
        else {
            return Ok(None);
        };
        let now = context.now.ok_or(NeedsNow)?;
        Ok((now < date.from).then_some(date.from))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.dates.is_empty()
    }

    pub(crate) fn value(&self) -> Value<'static> {
        Value::new(Kind::Array(self.dates.iter().map(|date| date.value.clone()).collect()))
    }
}

impl Date {
    fn parse(value: &Value<'_>, at: &str, reader: &mut Reader) -> Option<Self> {
        let fields = reader.fields(value, at, &[FIELDS]);
        let text = fields.text("from")?;
        let Some(from) = Timestamp::from_date(text) else {
            let allowed = "a date from 1970-01-01 to 9999-12-31 such as `2021-03-15`";
            if let Some(value) = value.get("from") {
                reader.refuse(value, &pointer(at, "from"), "malformed", format_args!("{allowed}"));
            }
            return None;
        };
        let owned = |name| fields.text(name).map(str::to_owned);
        let (cohort, environment) = (owned("cohort"), owned("environment"));
        Some(Self { cohort, environment, from, value: fields.value() })
    }

    fn matches(&self, context: &Context) -> bool {
        let matches =
            |asked: &Option<String>, given: &Option<String>| asked.is_none() || asked == given;
        matches(&self.cohort, &context.cohort) && matches(&self.environment, &context.environment)
    }

    /// How specific the entry is.
    fn named(&self) -> usize {
        usize::from(self.cohort.is_some()) + usize::from(self.environment.is_some())
    }
}

/// Members of one entry.
pub const FIELDS: &[Field] = &[
    Field::text("cohort", 128).optional(),
    Field::text("environment", 128).optional(),
    Field::text("from", 32),
];
const MAX_DATES: usize = 64;
