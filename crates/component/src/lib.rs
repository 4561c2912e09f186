//! The Wicketgate engine as a WebAssembly component.
