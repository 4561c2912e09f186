//! Build, generate, test.

fn main() {}
