//! Writes the corpus of redaction: `corpus -- BYTES [PLACES]`, the text to standard output and, where a file
//! is named, what is to be found to that one, `[start, end, "LABEL"]` a line.
//!
//! It is written as it is made, in the memory of one record, so that there is no longest one.

use std::{
    env,
    fs::File,
    io::{self, BufWriter, Write, stdout},
    process::ExitCode,
};

use wicketgate_conformance::corpus::{Corpus, SEED, Text};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (bytes, places) = match arguments.as_slice() {
        [bytes] => (bytes.parse(), None),
        [bytes, places] => (bytes.parse(), Some(places.as_str())),
        _ => return usage(),
    };
    let Ok(bytes) = bytes else { return usage() };
    match write(bytes, places) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(bytes: usize, places: Option<&str>) -> io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    let mut places = places.map(File::create).transpose()?.map(BufWriter::new);
    let (mut corpus, mut at) = (Corpus::new(SEED), 0);
    while at < bytes {
        let mut text = Text::default();
        corpus.write(&mut text);
        out.write_all(text.text.as_bytes())?;
        for span in &mut text.spans {
            (span.start, span.end) = (span.start + at, span.end + at);
        }
        if let Some(places) = &mut places {
            places.write_all(text.places().as_bytes())?;
        }
        at += text.text.len();
    }
    places.map_or(Ok(()), |mut places| places.flush())?;
    out.flush()
}

fn usage() -> ExitCode {
    eprintln!("corpus: usage: corpus BYTES [PLACES]");
    ExitCode::from(2)
}
