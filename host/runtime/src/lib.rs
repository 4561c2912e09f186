//! Runs the Wicketgate engine in wasmtime.
