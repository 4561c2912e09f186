//! Unicode text: normalisation form C, letters and digits, from tables of our own.
//!
//! The tables are pinned and travel with the engine, so that every host gives the same verdict,
//! whatever Unicode version it has itself. They are packed because they travel to a browser too:
//! brotli makes 4.6 KB of what [`nfc`](fn@nfc) needs and 1.2 KB of what [`is_letter_or_digit`] needs.
//! Nothing is unpacked at first use: a look-up reads the one page that it needs.

mod canonical;
mod hangul;
mod letter;
mod nfc;
mod space;
mod stream;
mod table;
#[cfg(test)]
mod tests;

pub use letter::is_letter_or_digit;
pub use nfc::{MOST_OF_ONE_UNIT, nfc};
pub use space::{WHITE_SPACE, is_white_space};
pub use table::UNICODE_VERSION;
