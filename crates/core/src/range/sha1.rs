//! SHA-1, in as few bytes of code as there can be: a page downloads it.

/// The SHA-1 of some bytes.
// SPEC: FIPS 180-4, section 6.1.2.
#[must_use]
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut state = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for block in blocks {
        compress(&mut state, block);
    }
    let bits = u64::try_from(bytes.len()).unwrap_or_default().wrapping_mul(8);
    let end = rest.iter().copied().chain([0x80]);
    if rest.len() < BLOCK - 8 {
        compress(&mut state, &last(end, bits));
    } else {
        // What does not fit is the mark at most: nothing but zeros and the length follow.
        compress(&mut state, &filled(end));
        compress(&mut state, &last([].into_iter(), bits));
    }
    let mut digest = [0; 20];
    for (target, byte) in digest.iter_mut().zip(state.into_iter().flat_map(u32::to_be_bytes)) {
        *target = byte;
    }
    digest
}

fn filled(bytes: impl Iterator<Item = u8>) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    for (target, byte) in block.iter_mut().zip(bytes) {
        *target = byte;
    }
    block
}

/// The block that ends with the length.
fn last(bytes: impl Iterator<Item = u8>, bits: u64) -> [u8; BLOCK] {
    let mut block = filled(bytes);
    for (target, byte) in block.iter_mut().rev().zip(bits.to_le_bytes()) {
        *target = byte;
    }
    block
}

fn compress(state: &mut [u32; 5], block: &[u8; BLOCK]) {
    let mut words = [0_u32; ROUNDS];
    let (quads, _) = block.as_chunks::<4>();
    for (word, quad) in words.iter_mut().zip(quads) {
        *word = u32::from_be_bytes(*quad);
    }
    for round in 16..ROUNDS {
        let mixed = [3, 8, 14, 16]
            .into_iter()
            .fold(0, |mixed, back| mixed ^ words.get(round - back).copied().unwrap_or_default());
        if let Some(word) = words.get_mut(round) {
            *word = mixed.rotate_left(1);
        }
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (round, word) in words.into_iter().enumerate() {
        let (mixed, constant) = match round / 20 {
            0 => ((b & c) | (!b & d), 0x5A82_7999),
            1 => (b ^ c ^ d, 0x6ED9_EBA1),
            2 => ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC),
            _ => (b ^ c ^ d, 0xCA62_C1D6_u32),
        };
        let next = [mixed, e, constant, word]
            .into_iter()
            .fold(a.rotate_left(5), |sum, term| sum.wrapping_add(term));
        (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
    }
    for (value, new) in state.iter_mut().zip([a, b, c, d, e]) {
        *value = value.wrapping_add(new);
    }
}

const BLOCK: usize = 64;
const ROUNDS: usize = 80;

#[cfg(test)]
mod tests {
    use super::sha1;

    fn hex(bytes: &[u8]) -> String {
        sha1(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn known_answers() {
        // SPEC: the examples of FIPS 180, and every length at which the padding changes.
        let cases: [(&[u8], usize, &str); 14] = [
            (b"", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (b"abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                1,
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
            (b"a", 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
            (b"\xe9", 54, "303810315ff1243a441f975739d777240f794841"),
            (b"\xe9", 55, "db1dcbd965053b8332c4895768eb68e8b4114424"),
            (b"\xe9", 56, "be6c9774cd13dc34869d1cb65df1ca82096a8eb3"),
            (b"\xe9", 57, "7fccc2b29664bbb83a7d85004aab9eddbc6091d6"),
            (b"\xe9", 63, "e2994e10b75bbf2fb9b286832e66db0b3c7ff692"),
            (b"\xe9", 64, "00bc92c17b682336817a74f8877e6d621f30e61f"),
            (b"\xe9", 65, "2ce2ad48c33ad79e3f7504661dfb1de5673bcb6a"),
            (b"\xe9", 119, "05a5fa82874a2fd845abc5a6e08a56980334a042"),
            (b"\xe9", 120, "4e546bf66d7397d452c01c5fe04116e8d5dd0f12"),
            (b"\xe9", 128, "6f3605c5c48edc144597095e91bd3aca5e807598"),
        ];
        for (part, times, expected) in cases {
            assert_eq!(hex(&part.repeat(times)), expected, "{part:?} {times}");
        }
    }
}
