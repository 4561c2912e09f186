//! The Wicketgate engine for browsers.
