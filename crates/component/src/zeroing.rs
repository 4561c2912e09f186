//! An allocator that clears memory before it frees it.
//!
//! A policy can be baked into the module: a host instantiates it, calls `load` and writes the memory
//! out as a new file. Freed memory is part of that file. Without this module the text of the policy
//! document, and whatever passwords the instance has seen, would be readable in it.
//!
//! The price is one pass over each block when it is freed, a few nanoseconds for the short strings
//! of a request, and that a block never grows in place: growing copies, so that the old block can be
//! cleared.

use std::alloc::{GlobalAlloc, Layout, System};

/// The default allocator of the platform, with freed memory cleared.
pub(crate) struct Zeroing;

// `realloc` is the trait's own: allocate, copy, then `dealloc` below.
// SECURITY: the default allocator's `realloc` would move a block and free the old one uncleared.
#[expect(unsafe_code, reason = "an allocator is an unsafe trait")]
// SAFETY: every block comes from `System` with the layout asked for, and goes back to it with the
// same layout; between the two nothing is kept.
unsafe impl GlobalAlloc for Zeroing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller upholds the contract of `alloc`, which is the one of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block was allocated with this layout, is not used by anybody any more, and is
        // freed only after it was cleared.
        unsafe {
            clear(block, layout.size());
            System.dealloc(block, layout);
        }
    }
}

/// Overwrites a block with zeros.
///
/// Short blocks are cleared word by word, because a bulk fill is a call into the host's runtime;
/// long ones by the bulk fill.
///
/// # Safety
/// `size` bytes from `block` on must be valid for writing.
#[expect(unsafe_code, reason = "writes through the pointer that the allocator was given")]
unsafe fn clear(block: *mut u8, size: usize) {
    if size > LONG {
        // SAFETY: the caller promises that the whole block can be written.
        unsafe { block.write_bytes(0, size) };
        // SECURITY: nothing reads these zeros, so the compiler may drop the stores; this says it
        // must not.
        std::hint::black_box(block);
        return;
    }
    // SECURITY: volatile, because nothing reads these zeros and the compiler may drop plain stores.
    let words = block.cast::<u64>();
    let whole = if words.is_aligned() { size / size_of::<u64>() } else { 0 };
    for index in 0..whole {
        // SAFETY: aligned, and `whole` words fit in `size` bytes.
        unsafe { words.add(index).write_volatile(0) };
    }
    for index in whole * size_of::<u64>()..size {
        // SAFETY: within the block.
        unsafe { block.add(index).write_volatile(0) };
    }
}

/// Above this many bytes the bulk fill is faster than a loop of words.
const LONG: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(unsafe_code, reason = "the function under test is unsafe")]
    fn clears_exactly_the_block() {
        for size in [0, 1, 7, 8, 9, 255, 256, 257, 4096] {
            for offset in [0, 1, 3] {
                let mut memory = vec![0xff_u8; size + offset + 8];
                // SAFETY: the block lies inside `memory`.
                unsafe { clear(memory.as_mut_ptr().add(offset), size) };
                let block = offset..offset + size;
                for (index, byte) in memory.iter().enumerate() {
                    let expected = if block.contains(&index) { 0 } else { 0xff };
                    assert_eq!(*byte, expected, "size {size}, offset {offset}, byte {index}");
                }
            }
        }
    }
}
