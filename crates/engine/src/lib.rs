//! The Wicketgate engine: JSON in, JSON out.
