//! The report on the cases, as the repository keeps it.

use std::fmt::Write as _;

use super::Tally;

/// The whole report in Markdown.
#[must_use]
pub fn render(tallies: &[Tally]) -> String {
    let mut page = String::from(HEAD);
    for tally in tallies {
        let expressible = tally.agree + tally.disagree.len();
        line(
            &mut page,
            &[
                &format!("`{}`", tally.source.name),
                tally.source.about,
                &tally.rows.to_string(),
                &expressible.to_string(),
                &tally.agree.to_string(),
                &tally.disagree.len().to_string(),
            ],
        );
    }
    page.push_str("\n## Disagreements\n\n");
    if tallies.iter().all(|tally| tally.disagree.is_empty()) {
        page.push_str("None.\n");
    } else {
        page.push_str("| case | difference | reason |\n|---|---|---|\n");
    }
    for disagreement in tallies.iter().flat_map(|tally| &tally.disagree) {
        let reason = disagreement.reason.unwrap_or("**none: a failure**");
        line(&mut page, &[&disagreement.id, &disagreement.difference, reason]);
    }
    page.push_str(
        "\n## Not expressible\n\n| source | what the case needs | rows |\n|---|---|---|\n",
    );
    for tally in tallies {
        for (reason, rows) in &tally.beyond {
            line(&mut page, &[&format!("`{}`", tally.source.name), reason, &rows.to_string()]);
        }
    }
    page
}

fn line(page: &mut String, cells: &[&str]) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

const HEAD: &str = "\
# Cases from public test suites

Written by `cargo run -p wicketgate-conformance --bin cases`; a test holds it to what the engine says
wherever the cases are. They stand beside the repository, in `../shared/cases`, and are not part of it.

Each case is translated into a policy and the verdicts are compared. A case is *expressible* when its
verdict follows from rules that this engine has. Every other case is counted by what it needs, and
every disagreement by the decision of ours that it contradicts; one without a reason is a failure.

| source | what | rows | expressible | agree | disagree |
|---|---|---|---|---|---|
";
