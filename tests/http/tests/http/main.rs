//! The server over HTTP and the command line, as their users see them.
#![cfg(test)]

mod audit;
mod bake;
mod call;
mod cases;
mod check;
mod command;
mod form;
mod import;
mod limit;
mod log;
mod page;
mod policy;
mod range_lists;
mod ranges;
mod redact;
mod redact_long;
mod redact_stream;
mod shutdown;
mod support;

use support::{B3, exit, files, json, problem};
