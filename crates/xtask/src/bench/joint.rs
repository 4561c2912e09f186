//! Tables to which several programs contribute, one for each language.
//!
//! A program prints a row as `row`, the table, the name and its figures, with tabs between them. Each
//! interleaves what it measures itself; the programs run one after the other.

use anyhow::{Context, Result, ensure};

/// The rows of all programs so far.
#[derive(Default)]
pub struct Joint {
    rows: Vec<Row>,
}

struct Row {
    table: String,
    name: String,
    figures: Vec<f64>,
}

impl Joint {
    /// Takes the rows out of what a program printed, and answers the rest.
    pub fn take(&mut self, printed: &str) -> Result<String> {
        let mut rest = Vec::new();
        for line in printed.lines() {
            match line.strip_prefix("row\t") {
                Some(row) => self.rows.push(Row::read(row).with_context(|| line.to_owned())?),
                None => rest.push(line),
            }
        }
        Ok(rest.join("\n").trim_end().to_owned() + "\n")
    }

    /// Every table that has a row.
    pub fn print(&self) -> String {
        let has = |table: &&Table| self.rows.iter().any(|row| row.table == table.code);
        let tables = TABLES.iter().filter(has).map(|table| table.print(&self.rows));
        tables.collect::<Vec<_>>().join("\n\n")
    }
}

impl Row {
    fn read(text: &str) -> Result<Self> {
        let mut cells = text.split('\t');
        let mut cell = || cells.next().map(str::to_owned).context("a cell is missing");
        let (table, name) = (cell()?, cell()?);
        let figures = cells.map(str::parse).collect::<Result<Vec<_>, _>>()?;
        let known = TABLES.iter().find(|known| known.code == table).context("no such table")?;
        ensure!(known.columns.len() == figures.len(), "{} columns", known.columns.len());
        Ok(Self { table, name, figures })
    }
}

struct Table {
    code: &'static str,
    title: &'static str,
    columns: &'static [&'static str],
}

impl Table {
    fn print(&self, rows: &[Row]) -> String {
        let heads = self.columns.iter().map(|column| format!(" {column} | x |"));
        let mut lines = vec![
            format!("{}\nx: beside the first row", self.title),
            String::new(),
            format!("| |{}", heads.collect::<String>()),
            format!("|---|{}", "---|---|".repeat(self.columns.len())),
        ];
        let mut first = None;
        for Row { name, figures, .. } in rows.iter().filter(|row| row.table == self.code) {
            let first = first.get_or_insert(figures);
            let cells = figures.iter().zip(first.iter()).map(|(figure, first)| {
                format!(" {} | {} |", spoken(*figure), spoken(figure / first))
            });
            lines.push(format!("| {name} |{}", cells.collect::<String>()));
        }
        lines.join("\n")
    }
}

/// A figure, with two digits at least of what is small.
fn spoken(figure: f64) -> String {
    match figure {
        0.095.. => format!("{figure:.2}"),
        0.0095.. => format!("{figure:.3}"),
        _ => format!("{figure:.5}"),
    }
}

const TABLES: [Table; 4] = [
    Table {
        code: "totp",
        title: "verifying a TOTP code of 6 digits, one step before and after allowed, SHA-1 unless said\n\
                `step` is a whole step of an account: its state read and written, the code ended by its \
                use, wrong ones counted; the others compare and keep nothing",
        columns: &["right code, µs", "wrong code, µs"],
    },
    Table {
        code: "qr",
        title: "making a QR code, error correction M\n\
                `otp.qr` answers the modules and the image together, as JSON",
        columns: &["90 bytes, µs", "720 bytes, µs"],
    },
    Table {
        code: "redaction",
        title: "redaction, one thread unless said; peers read the first part of the same text, and the slower \
                the less of it\n\
                this repository's corpus: cargo run -p wicketgate-conformance --no-default-features --bin \
                corpus -- 8000000",
        columns: &["MB/s"],
    },
    Table {
        code: "redaction-shared",
        title: "redaction of the corpus that ../shared/bench/gen_redaction_corpus.py makes",
        columns: &["MB/s"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_two_programs_stand_in_one_table() {
        let mut joint = Joint::default();
        assert_eq!(joint.take("a\nrow\tqr\tone\t2\t4\nb\n").unwrap(), "a\nb\n");
        assert_eq!(joint.take("row\tqr\ttwo\t3\t6").unwrap(), "\n");
        let printed = joint.print();
        assert!(
            printed.ends_with(
                "| one | 2.00 | 1.00 | 4.00 | 1.00 |\n| two | 3.00 | 1.50 | 6.00 | 1.50 |"
            )
        );
    }

    #[test]
    fn a_small_figure_is_told_too() {
        let told = [412.345, 0.5, 0.0624, 0.00017].map(spoken);
        assert_eq!(told, ["412.35", "0.50", "0.062", "0.00017"]);
    }

    #[test]
    fn a_row_that_no_table_has_is_refused() {
        for row in ["row\tno\tone\t1\t2", "row\tqr\tone\t1", "row\tqr\tone\t1\tx", "row\tqr"] {
            assert!(Joint::default().take(row).is_err(), "{row}");
        }
    }
}
