//! QR codes (ISO/IEC 18004): a text as dark and light modules, and as SVG.
//!
//! # What apps accept
//! Google's and Apple's authenticators read what the phone's camera reads: every version, error
//! correction and mode. Error correction is M: it survives 15 % of damage, such as a reflection,
//! and more of it would make modules smaller. The text is in byte mode, since a URI has small
//! letters, and its bytes are UTF-8. It has at most [`MAX_BYTES`] bytes, as
//! a URI has: that is version 38 at most. A usual URI is of version 5 to 9, 37 to 53 modules wide,
//! which a screen shows in 200 pixels.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::uri::MAX_BYTES;

/// A QR code.
#[derive(Clone)]
pub struct Qr(QrCode);

impl Qr {
    /// Encodes a text; none where it has more bytes than a URI may have.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.len() > MAX_BYTES {
            return None;
        }
        let segment = [QrSegment::make_bytes(text.as_bytes())];
        let (ecc, from, to) = (QrCodeEcc::Medium, Version::MIN, Version::MAX);
        QrCode::encode_segments_advanced(&segment, ecc, from, to, None, false).ok().map(Self)
    }

    /// Modules of a side.
    #[must_use]
    pub fn size(&self) -> u32 {
        u32::try_from(self.0.size()).unwrap_or_default()
    }

    /// The version, from 1 to 40.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.0.version().value()
    }

    /// Rows from the top, each from the left: `1` is dark. There is no quiet zone around them.
    #[must_use]
    pub fn rows(&self) -> Vec<String> {
        let row = |y| self.row(y).map(|dark| if dark { '1' } else { '0' }).collect();
        (0..self.0.size()).map(row).collect()
    }

    /// An SVG image with a quiet zone of four modules, dark on white whatever surrounds it.
    ///
    /// It has no size of its own, no style and no script, so that a strict policy of a page shows
    /// it.
    #[must_use]
    pub fn svg(&self, title: &str) -> String {
        let side = self.size() + 2 * QUIET;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
             role=\"img\" shape-rendering=\"crispEdges\"><title>{}</title>\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"",
            escape(title)
        );
        for y in 0..self.0.size() {
            self.runs(y, &mut svg);
        }
        svg.push_str("\"/></svg>");
        svg
    }

    fn row(&self, y: i32) -> impl Iterator<Item = bool> {
        (0..self.0.size()).map(move |x| self.0.get_module(x, y))
    }

    /// Dark modules side by side are one rectangle.
    fn runs(&self, y: i32, path: &mut String) {
        let (mut x, top) = (QUIET, u32::try_from(y).unwrap_or_default() + QUIET);
        let row: Vec<bool> = self.row(y).collect();
        for run in row.chunk_by(|a, b| a == b) {
            let length = u32::try_from(run.len()).unwrap_or_default();
            if run.first() == Some(&true) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {top}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
}

/// Text between tags; what XML 1.0 cannot hold is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Light modules around a code (ISO/IEC 18004, section 6.3.8).
const QUIET: u32 = 4;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Qr;

    /// What a camera would read: each module three pixels wide, with the quiet zone of the SVG.
    fn read(dark: impl Fn(usize, usize) -> bool, side: usize) -> (String, usize) {
        let pixels = side * 3;
        let shade = |x: usize, y: usize| if dark(x / 3, y / 3) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "codes found");
        let (meta, text) = grids[0].decode().expect("a readable code");
        assert_eq!(meta.ecc_level, 0, "M");
        (text, meta.version.0)
    }

    /// The dark modules of an SVG, by its path alone.
    fn painted(svg: &str) -> (Vec<Vec<bool>>, usize) {
        let side: usize = svg
            .split("viewBox=\"0 0 ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next())
            .and_then(|side| side.parse().ok())
            .expect("a view box");
        let path = svg.split("<path d=\"").nth(1).and_then(|rest| rest.split('"').next());
        let mut modules = vec![vec![false; side]; side];
        for run in path.expect("a path").split_terminator('z') {
            let numbers: Vec<usize> = run
                .split(|character: char| !character.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let &[x, y, length, 1, back] = numbers.as_slice() else { panic!("{run}") };
            assert_eq!(length, back, "{run}");
            modules[y][x..x + length].fill(true);
        }
        (modules, side)
    }

    fn is_read_back(text: &str) {
        let qr = Qr::new(text).expect("short enough");
        let (rows, size) = (qr.rows(), qr.size() as usize);
        assert_eq!(size, usize::from(qr.version()) * 4 + 17);
        let modules: Vec<&[u8]> = rows.iter().map(String::as_bytes).collect();
        let inside = |place: usize| place.checked_sub(4).filter(|place| *place < size);
        let dark = |x, y| match (inside(x), inside(y)) {
            (Some(x), Some(y)) => modules[y][x] == b'1',
            _ => false,
        };
        let expected = (text.to_owned(), usize::from(qr.version()));
        assert_eq!(read(dark, size + 8), expected);
        let (painted, side) = painted(&qr.svg("x"));
        assert_eq!(read(|x, y| painted[y][x], side), expected);
    }

    #[test]
    fn texts_of_many_lengths_are_read_back() {
        for length in (1..400).step_by(13).chain([700, 1000, 1500, 2048]) {
            let text: String = "otpauth://totp/A%20b?secret=JBSWY3DPEHPK3PXP&"
                .chars()
                .cycle()
                .take(length)
                .collect();
            is_read_back(&text);
        }
        is_read_back("Zoë 💖");
    }

    #[test]
    fn what_is_longer_than_a_uri_is_refused() {
        assert_eq!(Qr::new(&"a".repeat(2048)).map(|qr| qr.version()), Some(38));
        assert!(Qr::new(&"a".repeat(2049)).is_none());
        assert_eq!(Qr::new("").map(|qr| qr.version()), Some(1));
    }

    #[test]
    fn the_title_is_text() {
        let svg = Qr::new("a").expect("short").svg("<b>\"A\" & \u{0}'B'\n</b>");
        assert!(svg.contains("<title>&lt;b&gt;\"A\" &amp; 'B'&lt;/b&gt;</title>"), "{svg}");
        assert!(svg.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\" role=\"img\""
        ));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_uri_is_read_back(
            label in "[a-zA-Z0-9%:@.-]{1,60}",
            secret in "[A-Z2-7]{26,103}",
            digits in 6..9_u32,
        ) {
            is_read_back(&format!("otpauth://totp/{label}?secret={secret}&digits={digits}"));
        }
    }
}
