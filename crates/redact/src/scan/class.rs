//! What bytes are to a scan.

pub(super) const DIGIT: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const LOWER: u8 = 4;
pub(super) const UNDER: u8 = 8;
/// What runs have.
pub(super) const WORD: u8 = DIGIT | UPPER | LOWER | UNDER;
/// An at-sign.
pub(super) const SIGN: u8 = 16;
/// What a byte is to a run; zero where nothing begins with it.
pub(super) const fn class(byte: u8) -> u8 {
    #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
    CLASSES[byte as usize]
}

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        {
            classes[byte] = match byte as u8 {
                b'0'..=b'9' => DIGIT,
                b'A'..=b'Z' => UPPER,
                b'a'..=b'z' => LOWER,
                b'_' => UNDER,
                b'@' => SIGN,
                _ => 0,
            };
        }
        byte += 1;
    }
    classes
};
