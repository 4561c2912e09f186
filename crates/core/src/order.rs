//! Sorting, once: each list that is sorted by the standard library brings five kilobytes of its own.

/// The places of a list's items in ascending order, equal ones as they stood.
///
/// A merge sort: what strangers send sets its length, so the worst case is the usual one.
pub(crate) fn ascending(len: usize, precedes: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    let mut width = 1;
    while width < len {
        let mut merged = Vec::with_capacity(len);
        for pair in places.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((a, more_left)), Some((b, more_right))) =
                (left.split_first(), right.split_first())
            {
                if precedes(*b, *a) {
                    merged.push(*b);
                    right = more_right;
                } else {
                    merged.push(*a);
                    left = more_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        places = merged;
        width = width.saturating_mul(2);
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ascending;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(list: Vec<u8>) {
            let places = ascending(list.len(), &|a, b| list[a] < list[b]);
            let mut expected: Vec<usize> = (0..list.len()).collect();
            expected.sort_by_key(|place| list[*place]);
            prop_assert_eq!(places, expected);
        }
    }
}
