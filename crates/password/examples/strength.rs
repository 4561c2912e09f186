//! How long an estimate takes, by length and by what the password is made of, in microseconds.
//!
//! `cargo run --release -p wicketgate-password --features strength --example strength`. Each figure
//! is the least of many runs, so that a busy machine shows up as little as can be.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a measurement, not a decision"
)]

use std::{hint::black_box, time::Instant};

use wicketgate_password::strength::estimate;

fn main() {
    println!("{:14} {}", "characters", LENGTHS.map(|length| format!("{length:8}")).concat());
    for (name, alphabet) in KINDS {
        let times = LENGTHS.map(|length| format!("{:8.0}", micros(&password(alphabet, length))));
        println!("{name:14} {}", times.concat());
    }
}

/// So many characters of pieces that a fixed sequence of numbers chooses.
fn password(pieces: &str, length: usize) -> String {
    let pieces: Vec<&str> = pieces.split(' ').collect();
    let (mut seed, mut password) = (1u32, String::new());
    while password.len() < length {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let number = usize::try_from(seed >> 16).unwrap_or_default();
        password.extend(pieces.get(number.checked_rem(pieces.len()).unwrap_or_default()).copied());
    }
    password.chars().take(length).collect()
}

fn micros(password: &str) -> f64 {
    let once = |_| {
        let start = Instant::now();
        black_box(estimate(black_box(password), &[], 2026));
        start.elapsed().as_secs_f64() * 1e6
    };
    (0..20).map(once).fold(f64::INFINITY, f64::min)
}

const LENGTHS: [usize; 9] = [8, 16, 32, 64, 128, 256, 512, 1024, 4096];

/// A name, and the pieces.
const KINDS: [(&str, &str); 6] = [
    ("anything", "a B 7 $ k Q 1 ( x Z 0 ~ m R 5 ; w E 9 #"),
    ("digits", "0 1 2 3 4 5 6 7 8 9"),
    ("one letter", "a"),
    ("replacements", "4 @ 8 ( { [ < 3 6 9 1 ! | 7 0 $ 5 + % 2"),
    ("two keys", "as"),
    ("words", "correct horse battery staple monkey dragon sunshine michael troubadour elephant"),
];
