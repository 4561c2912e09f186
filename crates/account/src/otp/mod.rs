//! One-time passwords: Base32, HOTP, TOTP, their URIs and QR codes.
//!
//! Nothing here keeps a state or reads a clock: every answer follows from what is given. Who calls
//! keeps the counter or the step that was matched, in the same swap that accepts a code, and gives
//! it back the next time.

pub mod base32;
pub mod hotp;
pub mod qr;
pub mod totp;
pub mod uri;
