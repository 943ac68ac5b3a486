//! Failed attempts to authenticate are counted before any bcrypt runs: ten in a minute for one client and source, then
//! no more until one of them is a minute old. Unknown clients are counted like known ones.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Clock;

const WINDOW_MICROS: u64 = 60_000_000;
/// More keys than this are never kept; the oldest knowledge goes first.
const MAX_KEYS: usize = 50_000;

/// Counts attempts that failed or have not ended.
pub struct Throttle {
    clock: Clock,
    limit: usize,
    attempts: Arc<Mutex<HashMap<Key, VecDeque<u64>>>>,
}

type Key = (String, String);

/// An attempt in progress. It counts as failed unless [`Attempt::succeeded`] is called: so a burst cannot slip through
/// while the first checks still run.
pub struct Attempt {
    attempts: Arc<Mutex<HashMap<Key, VecDeque<u64>>>>,
    key: Key,
    at: u64,
}

impl Throttle {
    /// A throttle that lets `limit` attempts fail in a minute.
    pub fn new(clock: Clock, limit: u32) -> Self {
        Self { clock, limit: usize::try_from(limit).unwrap_or(usize::MAX), attempts: Arc::default() }
    }

    /// Starts an attempt.
    ///
    /// # Errors
    /// The seconds to wait, when there were too many.
    pub fn begin(&self, client: &str, source: &str) -> Result<Attempt, u32> {
        let now = self.clock.monotonic_micros();
        let key = (client.to_owned(), source.to_owned());
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() >= MAX_KEYS && !attempts.contains_key(&key) {
            attempts.retain(|_, at| at.back().is_some_and(|at| at.saturating_add(WINDOW_MICROS) > now));
            if attempts.len() >= MAX_KEYS {
                // A flood of made-up ids: better to forget it than to grow.
                attempts.clear();
            }
        }
        let failed = attempts.entry(key.clone()).or_default();
        while failed.front().is_some_and(|at| at.saturating_add(WINDOW_MICROS) <= now) {
            failed.pop_front();
        }
        if failed.len() >= self.limit {
            let free_at = failed.front().map_or(now, |at| at.saturating_add(WINDOW_MICROS));
            let wait = free_at.saturating_sub(now).div_ceil(1_000_000).max(1);
            return Err(u32::try_from(wait).unwrap_or(60));
        }
        failed.push_back(now);
        Ok(Attempt { attempts: Arc::clone(&self.attempts), key, at: now })
    }
}

impl Attempt {
    /// The credentials were right: this attempt is forgotten.
    pub fn succeeded(self) {
        self.forget();
    }

    /// It was never found out whether the credentials were right (the server was busy): this attempt is forgotten.
    pub fn undecided(self) {
        self.forget();
    }

    fn forget(self) {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(failed) = attempts.get_mut(&self.key) {
            if let Some(index) = failed.iter().rposition(|at| *at == self.at) {
                failed.remove(index);
            }
            if failed.is_empty() {
                attempts.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c21_ten_failures_a_minute_then_a_wait() {
        let clock = Clock::manual(0);
        let throttle = Throttle::new(clock.clone(), 10);
        for _ in 0..10 {
            drop(throttle.begin("cl_1", "10.0.0.1").expect("one of ten"));
            clock.advance(1000);
        }
        assert_eq!(throttle.begin("cl_1", "10.0.0.1").err(), Some(50));
        assert!(throttle.begin("cl_1", "10.0.0.2").is_ok(), "another source is not locked out");
        assert!(throttle.begin("cl_2", "10.0.0.1").is_ok(), "nor is another client");
        clock.advance(50_000);
        assert!(throttle.begin("cl_1", "10.0.0.1").is_ok());
    }

    #[test]
    fn c21_attempts_in_progress_count() {
        let throttle = Throttle::new(Clock::manual(0), 10);
        let running: Vec<_> = (0..10).map(|_| throttle.begin("a", "s").expect("one of ten")).collect();
        assert!(throttle.begin("a", "s").is_err());
        for attempt in running {
            attempt.succeeded();
        }
        assert!(throttle.begin("a", "s").is_ok());
    }
}
