//! The rate limit of a client: an exact sliding window. In no stretch of 60 seconds are more than N calls let through.
//!
//! A log of the moments of the calls that were let through is kept for each client, at most N long. A refused call is
//! not entered, so that it cannot prolong the wait.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::clock::Clock;

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the call may go on
    pub allowed: bool,
    /// The limit that was applied, calls a window
    pub limit: u32,
    /// Length of the window in seconds
    pub window_seconds: u32,
    /// Calls that are left now
    pub remaining: u32,
    /// Seconds until a call becomes free again; at least 1
    pub reset_seconds: u32,
    /// Refused, and the first one to be refused since the client last had a call free: worth an event
    pub first_refusal: bool,
    /// Refused calls since then, this one included
    pub refused: u32,
}

impl Verdict {
    /// `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers)
    pub fn policy_field(&self) -> String {
        format!("\"default\";q={};w={}", self.limit, self.window_seconds)
    }

    /// `RateLimit`
    pub fn field(&self) -> String {
        format!("\"default\";r={};t={}", self.remaining, self.reset_seconds)
    }
}

/// Limits of all clients of this process.
pub struct Limiter {
    clock: Clock,
    window_micros: u64,
    windows: RwLock<HashMap<String, Arc<Mutex<Window>>>>,
}

#[derive(Default)]
struct Window {
    /// Moments of the calls that were let through, oldest first
    calls: VecDeque<u64>,
    /// Refused since the last call that was let through
    refused: u32,
}

/// How many clients are kept before idle ones are looked for.
const SWEEP_AT: usize = 4096;

impl Limiter {
    /// A limiter with windows of this length.
    pub fn new(clock: Clock, window_seconds: u32) -> Self {
        Self { clock, window_micros: u64::from(window_seconds.max(1)) * 1_000_000, windows: RwLock::default() }
    }

    /// Counts a call of a client that may make `limit` calls a window.
    pub fn check(&self, client: &str, limit: u32) -> Verdict {
        let window = self.window(client);
        let mut window = window.lock().unwrap_or_else(PoisonError::into_inner);
        // The moment is taken under the lock: the log stays sorted, and no call is dated before one that was let in.
        let now = self.clock.monotonic_micros();
        while window.calls.front().is_some_and(|at| at.saturating_add(self.window_micros) <= now) {
            window.calls.pop_front();
        }
        let limit_len = usize::try_from(limit).unwrap_or(usize::MAX);
        let allowed = window.calls.len() < limit_len;
        if allowed {
            window.calls.push_back(now);
            window.refused = 0;
        } else {
            window.refused = window.refused.saturating_add(1);
        }
        // With a limit that was lowered meanwhile, more calls than one must leave the window before one is free.
        let over = window.calls.len().saturating_sub(limit_len);
        let free_at = window.calls.get(over).map_or(now, |at| at.saturating_add(self.window_micros));
        let reset = free_at.saturating_sub(now).div_ceil(1_000_000).max(1);
        Verdict {
            allowed,
            limit,
            window_seconds: u32::try_from(self.window_micros / 1_000_000).unwrap_or(60),
            remaining: u32::try_from(limit_len.saturating_sub(window.calls.len())).unwrap_or(0),
            reset_seconds: u32::try_from(reset).unwrap_or(u32::MAX),
            first_refusal: !allowed && window.refused == 1,
            refused: window.refused,
        }
    }

    fn window(&self, client: &str) -> Arc<Mutex<Window>> {
        if let Some(window) = self.windows.read().unwrap_or_else(PoisonError::into_inner).get(client) {
            return Arc::clone(window);
        }
        let mut windows = self.windows.write().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= SWEEP_AT {
            let now = self.clock.monotonic_micros();
            windows.retain(|_, w| {
                // Somebody who holds a window may be about to enter a call.
                Arc::strong_count(w) > 1
                    || w.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .calls
                        .back()
                        .is_some_and(|at| at.saturating_add(self.window_micros) > now)
            });
        }
        Arc::clone(windows.entry(client.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter() -> (Clock, Limiter) {
        let clock = Clock::manual(1_000_000);
        (clock.clone(), Limiter::new(clock, 60))
    }

    #[test]
    fn c98_the_call_after_the_limit_is_refused_in_any_window() {
        let (clock, limiter) = limiter();
        // A burst at the end of one minute and at the start of the next: what fixed windows let through twice.
        clock.advance(59_900);
        for _ in 0..5 {
            assert!(limiter.check("a", 5).allowed);
        }
        clock.advance(200);
        assert!(!limiter.check("a", 5).allowed);
        clock.advance(59_799);
        assert!(!limiter.check("a", 5).allowed, "59.999 s after the first five");
        clock.advance(1);
        for n in 0..5 {
            assert!(limiter.check("a", 5).allowed, "{n}");
        }
        assert!(!limiter.check("a", 5).allowed);
    }

    #[test]
    fn c98_no_window_ever_holds_more_than_the_limit() {
        let (clock, limiter) = limiter();
        let mut let_through: Vec<i64> = Vec::new();
        let mut seed = 42_u64;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            clock.advance(i64::try_from((seed >> 33) % 900).expect("small"));
            if limiter.check("a", 7).allowed {
                let_through.push(clock.now());
            }
        }
        assert!(let_through.len() > 500, "{}", let_through.len());
        for i in 7..let_through.len() {
            assert!(let_through[i] - let_through[i - 7] >= 60_000, "at {i}");
        }
    }

    #[test]
    fn c96_obeying_the_wait_always_succeeds_and_refused_calls_do_not_prolong_it() {
        let (clock, limiter) = limiter();
        for step in [0, 1, 333, 59_999] {
            clock.advance(step);
            while limiter.check("a", 3).allowed {}
            let wait = limiter.check("a", 3).reset_seconds;
            assert!(wait >= 1);
            for _ in 0..10 {
                assert!(!limiter.check("a", 3).allowed);
            }
            clock.advance(i64::from(wait) * 1000);
            assert!(limiter.check("a", 3).allowed, "after {wait} s");
        }
    }

    #[test]
    fn c99_clients_do_not_share_a_limit() {
        let (_, limiter) = limiter();
        assert!(limiter.check("a", 1).allowed);
        assert!(!limiter.check("a", 1).allowed);
        assert!(limiter.check("b", 1).allowed);
    }

    #[test]
    fn c105_the_first_refusal_of_a_block_is_marked_once() {
        let (clock, limiter) = limiter();
        assert!(limiter.check("a", 1).allowed);
        assert!(limiter.check("a", 1).first_refusal);
        let second = limiter.check("a", 1);
        assert!(!second.first_refusal);
        assert_eq!(second.refused, 2);
        clock.advance(60_000);
        assert!(limiter.check("a", 1).allowed);
        assert!(limiter.check("a", 1).first_refusal, "a new block, a new event");
    }

    #[test]
    fn c97_the_fields_say_what_is_left_and_until_when() {
        let (clock, limiter) = limiter();
        let first = limiter.check("a", 3);
        assert_eq!(first.policy_field(), "\"default\";q=3;w=60");
        assert_eq!(first.field(), "\"default\";r=2;t=60");
        clock.advance(10_500);
        assert_eq!(limiter.check("a", 3).field(), "\"default\";r=1;t=50");
    }

    #[test]
    fn a_lowered_limit_counts_at_once() {
        let (clock, limiter) = limiter();
        for _ in 0..10 {
            assert!(limiter.check("a", 10).allowed);
            clock.advance(1000);
        }
        let verdict = limiter.check("a", 2);
        assert!(!verdict.allowed);
        assert_eq!(verdict.remaining, 0);
        clock.advance(i64::from(verdict.reset_seconds) * 1000);
        assert!(limiter.check("a", 2).allowed);
    }
}
