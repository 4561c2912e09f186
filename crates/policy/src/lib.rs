//! The policy document of Wicketgate.
