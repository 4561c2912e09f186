//! A small allocator: a page downloads it, and the platform's own is ten times as long.
//!
//! Blocks have sizes of powers of two, from 16 bytes on. A freed block waits in the list of its size
//! and is handed out again; blocks are cut from the end of the memory, which grows by at least 64 KiB
//! and never shrinks. Of each size there are therefore as many blocks as were ever used at once, and no
//! more, over any number of calls; a block is at most twice as large as what it holds.

use std::{
    alloc::{GlobalAlloc, Layout},
    cell::UnsafeCell,
    ptr::null_mut,
};

/// Where pages of memory come from: the address of the first new byte, or none.
pub(crate) type Grow = fn(pages: usize) -> Option<usize>;

/// The allocator; `grow` adds pages at the end of the memory.
pub(crate) struct Heap {
    grow: Grow,
    state: UnsafeCell<State>,
}

struct State {
    /// The first free block of each size, which holds the address of the next one.
    free: [*mut u8; SIZES],
    /// The first byte that no block has had yet.
    next: usize,
    /// The end of the memory that may be cut into blocks.
    end: usize,
}

impl Heap {
    pub(crate) const fn new(grow: Grow) -> Self {
        let state = State { free: [null_mut(); SIZES], next: 0, end: 0 };
        Self { grow, state: UnsafeCell::new(state) }
    }
}

// SECURITY: the module has one thread, and nothing here calls back: no two calls meet in the state. A
// test has a heap of its own, which it does not share.
#[expect(unsafe_code, reason = "an allocator is shared by nature")]
// SAFETY: as above.
unsafe impl Sync for Heap {}

// `realloc` is the trait's own: allocate, copy, then `dealloc`; blocks of one size class stay.
#[expect(unsafe_code, reason = "an allocator is an unsafe trait")]
// SECURITY: blocks never overlap: each is cut once from memory that no block had, and is in a list or
// handed out, never both. A size that cannot be had is answered with null, which Rust aborts on.
// SAFETY: a block has the size of its class, which is at least the layout's size and its alignment.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class(layout) else { return null_mut() };
        // SAFETY: one thread, and no call that is under way; see `Sync` above.
        let state = unsafe { &mut *self.state.get() };
        let Some(free) = state.free.get_mut(class) else { return null_mut() };
        let block = *free;
        if block.is_null() {
            return state.cut(SMALLEST << class, self.grow).unwrap_or(null_mut());
        }
        // SAFETY: a block in a list was handed out before, has room for an address and is aligned
        // for one; `dealloc` wrote there the address of the next block.
        *free = unsafe { block.cast::<*mut u8>().read() };
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: one thread, and no call that is under way; see `Sync` above.
        let state = unsafe { &mut *self.state.get() };
        let free = class(layout).and_then(|class| state.free.get_mut(class));
        if let Some(free) = free {
            // SAFETY: the caller gives a block of `alloc` back with its layout, so it has the size of
            // its class, and nobody uses it any more.
            unsafe { block.cast::<*mut u8>().write(*free) };
            *free = block;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Ok(wanted) = Layout::from_size_align(size, layout.align()) else { return null_mut() };
        if class(layout) == class(wanted) {
            return block;
        }
        // SAFETY: the caller promises a size above zero, and that the block is one of `layout`; the
        // new block is another one, and the smaller of both sizes fits both.
        unsafe {
            let moved = self.alloc(wanted);
            if !moved.is_null() {
                moved.copy_from_nonoverlapping(block, size.min(layout.size()));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

impl State {
    /// Cuts a block of a size, which is a power of two, from the end of the memory.
    ///
    /// A block stands at a multiple of its size up to a page, which is the largest alignment that is
    /// given.
    fn cut(&mut self, size: usize, grow: Grow) -> Option<*mut u8> {
        let align = size.min(PAGE);
        let mut start = self.next.checked_next_multiple_of(align)?;
        if start.checked_add(size)? > self.end {
            let pages = size.div_ceil(PAGE);
            start = grow(pages)?;
            self.end = start.checked_add(pages.checked_mul(PAGE)?)?;
        }
        self.next = start.checked_add(size)?;
        Some(start as *mut u8)
    }
}

/// The place of a layout's size among the sizes; none above 2 GiB, or for an alignment above a page.
fn class(layout: Layout) -> Option<usize> {
    let size = layout.size().max(layout.align()).max(SMALLEST);
    let bits = (size - 1).checked_ilog2()?.checked_add(1)?;
    let class = bits.checked_sub(SMALLEST.ilog2())? as usize;
    (class < SIZES && layout.align() <= PAGE).then_some(class)
}

/// The smallest block.
const SMALLEST: usize = 16;
/// How many sizes there are: from 16 bytes to 2 GiB.
const SIZES: usize = 28;
/// A page of WebAssembly.
const PAGE: usize = 65_536;

#[cfg(test)]
#[expect(unsafe_code, reason = "asks an allocator")]
mod tests {
    use std::{
        alloc::{GlobalAlloc, Layout, System},
        cell::Cell,
    };

    use super::{Heap, PAGE};

    thread_local! {
        static PAGES: Cell<usize> = const { Cell::new(0) };
    }

    fn grow(pages: usize) -> Option<usize> {
        PAGES.set(PAGES.get() + pages);
        let layout = Layout::from_size_align(pages * PAGE, PAGE).ok()?;
        // SAFETY: the size is not zero. The memory is never given back, as that of a module.
        Some(unsafe { System.alloc(layout) } as usize)
    }

    fn layout(size: usize, align: usize) -> Layout {
        Layout::from_size_align(size, align).expect("a layout")
    }

    /// Blocks of many sizes, each filled with a byte of its own while others come, grow and go.
    fn round(heap: &Heap, mut seed: usize) {
        let mut blocks: Vec<(*mut u8, Layout, u8)> = Vec::new();
        for step in 0..2000_usize {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (random, tag) = (seed >> 33, u8::try_from(step % 251).expect("a byte"));
            let size = 1 + random % (1 << (1 + random % 9));
            // SAFETY: sizes are above zero; each block is used with its layout, and freed once.
            unsafe {
                if blocks.len() < 100 {
                    let layout = layout(size, 1 << (random % 5));
                    let block = heap.alloc(layout);
                    assert!(!block.is_null() && (block as usize).is_multiple_of(layout.align()));
                    block.write_bytes(tag, layout.size());
                    blocks.push((block, layout, tag));
                    continue;
                }
                let (block, held, tag) = blocks.swap_remove(random % blocks.len());
                let bytes = std::slice::from_raw_parts(block, held.size());
                assert!(bytes.iter().all(|byte| *byte == tag), "another block wrote here");
                if step % 3 == 0 {
                    let moved = heap.realloc(block, held, size);
                    let kept = std::slice::from_raw_parts(moved, size.min(held.size()));
                    assert!(kept.iter().all(|byte| *byte == tag), "the content moves along");
                    moved.write_bytes(tag, size);
                    blocks.push((moved, layout(size, held.align()), tag));
                } else {
                    heap.dealloc(block, held);
                }
            }
        }
        for (block, layout, _) in blocks {
            // SAFETY: as above.
            unsafe { heap.dealloc(block, layout) };
        }
    }

    #[test]
    fn memory_is_used_again_over_millions_of_calls() {
        let heap = Heap::new(grow);
        let before = PAGES.get();
        round(&heap, 1);
        let first = PAGES.get() - before;
        for _ in 0..1000 {
            round(&heap, 1);
        }
        assert_eq!(PAGES.get() - before, first, "the same blocks need no more memory");
        for seed in 0..200 {
            round(&heap, seed);
        }
        let most = PAGES.get() - before;
        assert!(most <= 2 * first, "{most} pages for what {first} held");
    }

    #[test]
    fn what_cannot_be_had_is_null() {
        let heap = Heap::new(|_| None);
        // SAFETY: the sizes are not zero, and nothing is read.
        unsafe {
            assert!(heap.alloc(layout(1, 1)).is_null());
            assert!(heap.alloc(layout(usize::MAX >> 1, 1)).is_null());
            assert!(heap.alloc(layout(1, 2 * PAGE)).is_null());
        }
    }

    #[test]
    fn a_block_grows_in_place_within_its_size() {
        let heap = Heap::new(grow);
        // SAFETY: sizes are above zero, and each block is used with its layout.
        unsafe {
            let block = heap.alloc(layout(17, 1));
            assert_eq!(heap.realloc(block, layout(17, 1), 32), block);
            let moved = heap.realloc(block, layout(32, 1), 33);
            assert_ne!(moved, block);
            assert_eq!(heap.alloc(layout(20, 8)), block, "freed, and given again");
        }
    }
}
