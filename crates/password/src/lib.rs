//! Password rules of Wicketgate, one file each.
