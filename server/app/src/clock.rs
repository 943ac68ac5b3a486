//! What time it is: wall time for records and claims, monotonic time for limits.
//!
//! Everything that depends on time takes a [`Clock`], so that tests can move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// A source of time. Clones share it.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

enum Source {
    System { boot: Instant },
    Manual { now: AtomicI64 },
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(Arc::new(Source::System { boot: Instant::now() }))
    }

    /// A clock that stands still until [`Clock::advance`] is called.
    pub fn manual(start: Millis) -> Self {
        Self(Arc::new(Source::Manual { now: AtomicI64::new(start) }))
    }

    /// Wall time in milliseconds.
    pub fn now(&self) -> Millis {
        match &*self.0 {
            Source::System { .. } => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |d| Millis::try_from(d.as_millis()).unwrap_or(Millis::MAX)),
            Source::Manual { now } => now.load(Ordering::SeqCst),
        }
    }

    /// Wall time in whole seconds, rounded down.
    pub fn now_seconds(&self) -> i64 {
        self.now().div_euclid(1000)
    }

    /// Microseconds since some moment at or before boot; never goes back, whatever happens to the wall clock.
    pub fn monotonic_micros(&self) -> u64 {
        match &*self.0 {
            Source::System { boot } => u64::try_from(boot.elapsed().as_micros()).unwrap_or(u64::MAX),
            Source::Manual { now } => u64::try_from(now.load(Ordering::SeqCst)).unwrap_or(0).saturating_mul(1000),
        }
    }

    /// Moves a manual clock; a system clock stays as it is.
    pub fn advance(&self, millis: Millis) {
        if let Source::Manual { now } = &*self.0 {
            now.fetch_add(millis, Ordering::SeqCst);
        }
    }
}

/// RFC 3339 in UTC with milliseconds: `2026-11-21T09:30:00.000Z`.
pub fn rfc3339(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |t| format!("{t:.3}"))
}

/// Reads RFC 3339 with any offset.
pub fn parse_rfc3339(text: &str) -> Option<Millis> {
    text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond)
}

/// Whether the text is a calendar date `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    text.len() == 10 && text.as_bytes()[4] == b'-' && text.parse::<jiff::civil::Date>().is_ok()
}

/// The calendar date in UTC: `2026-11-21`.
pub fn date_of(at: Millis) -> String {
    rfc3339(at).chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_round_trip_with_milliseconds() {
        let text = rfc3339(1_795_262_400_123);
        assert_eq!(text, "2026-11-21T12:00:00.123Z");
        assert_eq!(parse_rfc3339(&text), Some(1_795_262_400_123));
        assert_eq!(parse_rfc3339("2026-11-21T13:00:00.123+01:00"), Some(1_795_262_400_123));
        assert_eq!(parse_rfc3339("yesterday"), None);
    }

    #[test]
    fn dates_are_calendar_dates() {
        assert!(is_date("2026-11-21"));
        assert!(!is_date("2026-02-30"));
        assert!(!is_date("20261121"));
        assert!(!is_date("2026-11-21T00:00:00Z"));
        assert_eq!(date_of(1_795_262_400_123), "2026-11-21");
    }

    #[test]
    fn a_manual_clock_moves_only_by_hand() {
        let clock = Clock::manual(5000);
        assert_eq!((clock.now(), clock.now_seconds(), clock.monotonic_micros()), (5000, 5, 5_000_000));
        clock.advance(1);
        assert_eq!(clock.now(), 5001);
    }
}
