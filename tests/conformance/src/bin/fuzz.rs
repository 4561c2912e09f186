//! Searches every law for longer: `fuzz -- --seconds N` gives each law N seconds.
//!
//! Starts from another seed each time and prints it; an input on which a law does not hold is printed
//! minimised, with the seed that finds it again (`--seed S`). Exits with 1 where one was found.

use std::{
    env,
    io::{IsTerminal as _, Write as _, stderr},
    process::ExitCode,
};

use wicketgate_conformance::property::{Budget, LAWS, Law};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(budget) = budget(&arguments) else {
        eprintln!("fuzz: usage: fuzz [--seconds N] [--seed S]");
        return ExitCode::from(2);
    };
    println!("fuzz: seed {}", budget.seed);
    let broken = LAWS.iter().filter(|law| !search(law, budget)).count();
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn search(law: &Law, budget: Budget) -> bool {
    let is_terminal = stderr().is_terminal();
    let mut show = |counted| {
        if is_terminal {
            eprint!("\r{}: {counted} inputs", law.name);
            let _ = stderr().flush();
        }
    };
    let found = (law.search)(budget, &mut show);
    if is_terminal {
        eprint!("\r\x1b[K");
    }
    match &found {
        Ok(counted) => println!("{}: {counted} inputs", law.name),
        Err(reason) => println!("{}: BROKEN: {reason}", law.name),
    }
    found.is_ok()
}

fn budget(arguments: &[String]) -> Option<Budget> {
    let mut budget = Budget::seconds(USUAL_SECONDS);
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { return None };
        let value = value.parse().ok()?;
        match name.as_str() {
            "--seconds" => budget.end = Budget::seconds(value).end,
            "--seed" => budget.seed = value,
            _ => return None,
        }
    }
    Some(budget)
}

const USUAL_SECONDS: u64 = 60;
