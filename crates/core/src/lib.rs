//! Vocabulary of Wicketgate: JSON reader, text, report, errors.
