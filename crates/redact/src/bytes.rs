//! Tables of what each byte is, made when they are compiled.

/// A table of 256: `table!(byte => what it is)`.
macro_rules! table {
    ($byte:ident => $what:expr) => {{
        let mut table = [{
            let $byte = 0_u8;
            $what
        }; 256];
        let mut at = 0_usize;
        while at < 256 {
            let $byte = at as u8;
            #[expect(
                clippy::indexing_slicing,
                reason = "a constant is evaluated when it is compiled"
            )]
            {
                table[at] = $what;
            }
            at += 1;
        }
        table
    }};
}

pub(crate) use table;

/// What a table says of a byte.
#[inline]
pub(crate) const fn of<T: Copy>(table: &[T; 256], byte: u8) -> T {
    #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
    table[byte as usize]
}
