//! Answers of a service, kept for a while: bounded in bytes, the oldest gives way.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{Range, Rows};

/// Answers by range.
#[derive(Default)]
pub(super) struct Cache(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    answers: BTreeMap<Range, (Instant, Rows)>,
    bytes: usize,
    /// Ranges in the order in which their answers came.
    order: VecDeque<Range>,
}

impl Cache {
    /// The answer to a range, where it is not too old.
    pub(super) fn get(&self, range: Range, now: Instant) -> Option<Rows> {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, rows) = inner.answers.get(&range)?;
        (now.saturating_duration_since(*since) < LIFE).then(|| rows.clone())
    }

    /// Keeps an answer.
    pub(super) fn put(&self, range: Range, rows: &Rows, now: Instant) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.forget(range);
        inner.bytes += rows.text().len();
        inner.answers.insert(range, (now, rows.clone()));
        inner.order.push_back(range);
        while inner.bytes > MAX_BYTES || inner.order.len() > MAX_ANSWERS {
            let Some(oldest) = inner.order.front().copied() else { break };
            inner.forget(oldest);
        }
    }
}

impl Inner {
    fn forget(&mut self, range: Range) {
        if let Some((_, rows)) = self.answers.remove(&range) {
            self.bytes = self.bytes.saturating_sub(rows.text().len());
            self.order.retain(|kept| *kept != range);
        }
    }
}

/// The published list changes a few times a year.
const LIFE: Duration = Duration::from_secs(3600);
const MAX_ANSWERS: usize = 1024;
const MAX_BYTES: usize = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Cache, LIFE, MAX_ANSWERS, MAX_BYTES, Range, Rows};

    fn range(number: usize) -> Range {
        format!("{number:05X}").parse().expect("a range")
    }

    #[test]
    fn an_answer_is_kept_for_its_life() {
        let (cache, now) = (Cache::default(), Instant::now());
        let rows = Rows::parse("1E4C9B93F3F0682250B6CF8331B7EE68FD8:3").expect("rows");
        cache.put(range(1), &rows, now);
        assert!(cache.get(range(1), now).is_some_and(|kept| kept == rows));
        assert!(cache.get(range(2), now).is_none());
        assert!(cache.get(range(1), now + LIFE - Duration::from_secs(1)).is_some());
        assert!(cache.get(range(1), now + LIFE).is_none());
    }

    #[test]
    fn neither_answers_nor_bytes_grow_without_end() {
        let (cache, now) = (Cache::default(), Instant::now());
        for number in 0..MAX_ANSWERS + 10 {
            cache.put(range(number), &Rows::default(), now);
            cache.put(range(number), &Rows::default(), now);
        }
        assert!(cache.get(range(9), now).is_none() && cache.get(range(10), now).is_some());
        let large: String = (0..MAX_BYTES / 4 / 38).map(|row| format!("{row:035X}:7\n")).collect();
        let large = Rows::parse(&large).expect("rows");
        for number in 0..6 {
            cache.put(range(number), &large, now);
        }
        assert!(cache.get(range(1), now).is_none() && cache.get(range(5), now).is_some());
        assert!(cache.0.lock().expect("whole").bytes <= MAX_BYTES);
    }
}
