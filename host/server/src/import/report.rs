//! Telling what became of every setting: a table for people, JSON for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    draft::Imported,
    setting::{Outcome, Setting},
};

/// The report as JSON.
pub(crate) fn json(imported: &Imported) -> serde_json::Result<String> {
    let rows = imported.settings.iter().map(Row::of).collect();
    let report = Report { lossy: imported.is_lossy(), settings: rows, system: imported.system };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

/// The report as a table, what was lost first.
pub(crate) fn table(imported: &Imported) -> String {
    let mut settings: Vec<&Setting> = imported.settings.iter().collect();
    settings.sort_by_key(|setting| !setting.outcome.is_loss());
    let lost = settings.iter().filter(|setting| setting.outcome.is_loss()).count();
    let mut text = format!(
        "{} settings of {}, {lost} not or not exactly in the policy\n",
        settings.len(),
        imported.system
    );
    let (elsewhere, told): (Vec<&Setting>, Vec<&Setting>) =
        settings.into_iter().partition(|setting| setting.outcome == Outcome::Elsewhere);
    let cells: Vec<_> = told.iter().map(|setting| (named(setting), setting)).collect();
    let width = cells.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, setting) in cells {
        let row =
            format!("  {:<13}  {name:<width$}  {}", setting.outcome.word(), self::told(setting));
        text.push_str(row.trim_end());
        text.push('\n');
    }
    // A realm or a pool has many of them.
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for setting in elsewhere {
        let why = setting.note.as_deref().unwrap_or_default();
        reasons.entry(why).or_default().push(named(setting));
    }
    for (why, names) in reasons {
        let row = format!("  {:<13}  {why}: {}\n", Outcome::Elsewhere.word(), names.join(", "));
        text.push_str(&row);
    }
    text
}

fn named(setting: &Setting) -> String {
    let value = setting.value.as_ref().map_or(String::new(), |value| format!(" = {value}"));
    match setting.line {
        0 => format!("{}{value} (default)", setting.name),
        line => format!("{line}: {}{value}", setting.name),
    }
}

fn told(setting: &Setting) -> String {
    let mut parts = setting.pointers();
    parts.extend(setting.section.map(|section| format!("concerns {section}")));
    parts.extend(setting.note.clone());
    parts.extend(setting.nearest.as_ref().map(|nearest| format!("nearest: {nearest}")));
    parts.join("; ")
}

#[derive(Serialize)]
struct Report<'a> {
    /// Whether something that the other system asks is not, or not exactly, in the policy.
    lossy: bool,
    settings: Vec<Row<'a>>,
    system: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(skip_serializing_if = "is_default")]
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    policy: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    setting: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(setting: &'a Setting) -> Self {
        Self {
            line: setting.line,
            nearest: setting.nearest.as_deref(),
            note: setting.note.as_deref(),
            outcome: setting.outcome,
            policy: setting.pointers(),
            section: setting.section,
            setting: &setting.name,
            value: setting.value.as_deref(),
        }
    }
}

/// A default stands on no line.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_default(line: &u32) -> bool {
    *line == 0
}
