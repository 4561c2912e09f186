//! How far two texts are apart.

/// Fewest insertions, deletions and replacements that make one text of the other (Levenshtein's
/// distance), or `cap` where there are as many or more.
///
/// Only what lies within `cap` of the diagonal can stay below it: the cost is the length times twice
/// the cap, and texts whose lengths differ by the cap are not looked at.
pub(crate) fn distance(left: &[char], right: &[char], cap: u32) -> u32 {
    let band = usize::try_from(cap).unwrap_or(usize::MAX);
    if left.len().abs_diff(right.len()) >= band {
        return cap;
    }
    // What a row of the table has left of the cell, above it, and in it; outside the band: the cap.
    let mut row: Vec<u32> = (0..=cap).take(right.len().saturating_add(1)).collect();
    row.resize(right.len().saturating_add(1), cap);
    for (index, from) in left.iter().enumerate() {
        let start = index.saturating_sub(band);
        let cells = right.iter().enumerate().skip(start);
        let mut diagonal = row.get(start).copied().unwrap_or(cap);
        let mut last = if start == 0 { step(index).min(cap) } else { cap };
        if let Some(cell) = row.get_mut(start) {
            *cell = last;
        }
        let mut least = last;
        for (column, to) in cells.take(band.saturating_mul(2).saturating_add(1)) {
            let Some(cell) = row.get_mut(column.saturating_add(1)) else { break };
            let replaced = diagonal.saturating_add(u32::from(from != to));
            diagonal = *cell;
            last = replaced.min(last.saturating_add(1)).min(diagonal.saturating_add(1)).min(cap);
            *cell = last;
            least = least.min(last);
        }
        if least >= cap {
            return cap;
        }
    }
    row.last().copied().unwrap_or(cap).min(cap)
}

/// The distance of so many characters and one more from nothing.
fn step(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(any(test, feature = "policy"))]
/// Whether two texts are at most one edit apart; `same` compares their characters.
pub(crate) fn is_near<L: Copy, R: Copy>(
    left: &[L],
    right: &[R],
    same: impl Fn(L, R) -> bool,
) -> bool {
    let (shorter, longer) = (left.len().min(right.len()), left.len().max(right.len()));
    let pairs = || left.iter().zip(right);
    let prefix = pairs().take_while(|(left, right)| same(**left, **right)).count();
    let pairs = left.iter().rev().zip(right.iter().rev());
    let suffix = pairs.take_while(|(left, right)| same(**left, **right)).count();
    let replaced = usize::from(shorter == longer);
    longer - shorter <= 1 && prefix.saturating_add(suffix).saturating_add(replaced) >= shorter
}

#[cfg(test)]
mod tests {
    use super::{distance, is_near};

    /// The whole table, by the recurrence as it is printed.
    fn whole(left: &[char], right: &[char]) -> u32 {
        let mut table = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                table[i][j] = if i == 0 || j == 0 {
                    u32::try_from(i + j).expect("short")
                } else {
                    let replaced = table[i - 1][j - 1] + u32::from(left[i - 1] != right[j - 1]);
                    replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
                };
            }
        }
        table[left.len()][right.len()]
    }

    #[test]
    fn the_band_finds_what_the_whole_table_finds() {
        // Every text of up to five of two letters, and a few longer ones.
        let mut texts: Vec<String> = vec!["kitten".into(), "sitting".into(), "a".repeat(40)];
        for length in 0..=5 {
            texts.extend((0..1_u32 << length).map(|bits| {
                (0..length).map(|bit| if bits >> bit & 1 == 1 { 'a' } else { 'b' }).collect()
            }));
        }
        for left in &texts {
            for right in &texts {
                let chars = |text: &String| text.chars().collect::<Vec<char>>();
                let (left, right) = (chars(left), chars(right));
                let expected = whole(&left, &right);
                for cap in [1, 2, 3, 5, 64] {
                    assert_eq!(
                        distance(&left, &right, cap),
                        expected.min(cap),
                        "{left:?} {right:?}"
                    );
                }
                assert_eq!(
                    is_near(&left, &right, |a, b| a == b),
                    expected <= 1,
                    "{left:?} {right:?}"
                );
            }
        }
    }
}
