//! The library as a host uses it: with the real engine, and with engines that misbehave.
#![cfg(test)]

mod bake;
#[cfg(unix)]
mod cache;
mod engine;
mod hashing;
mod hostile;
mod pressure;
mod redaction;
mod step;
mod toy;
