//! A limit of N is exact, however many nodes and parallel attempts there are.
//!
//! [`model`] explores every interleaving of a few attempts on a few nodes, with lost swaps, crashes
//! between reserving and settling, and time that passes. [`simulation`] plays many thousands of
//! attempts at random. Both hold every history to the same laws ([`law`]).

mod law;
mod model;
mod simulation;
mod world;
