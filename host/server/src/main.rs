//! The Wicketgate server and command line.

fn main() {}
