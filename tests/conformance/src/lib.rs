//! Vectors, public cases and properties.
