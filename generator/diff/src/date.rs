//! Calendar dates as descriptions write them. No clock: every date comes from a document or an argument.

use jiff::civil;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2026-11-21`, also with a time behind it (`2026-11-21T00:00:00Z`), whose day is meant.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.trim();
        let day = match day.get(10..) {
            Some("") => day,
            Some(rest) if rest.starts_with(['T', 't', ' ']) => day.get(..10)?,
            _ => return None,
        };
        let mut parts = day.split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || y.len() != 4 || m.len() != 2 || d.len() != 2 {
            return None;
        }
        civil::Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok().map(Self)
    }

    /// Whole days from here to `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        let days = |d: civil::Date| d.duration_since(civil::Date::ZERO).as_hours() / 24;
        days(later.0) - days(self.0)
    }

    /// The day so many days later; the last day that exists if that is too far.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.and_then(|s| self.0.checked_add(s)).unwrap_or(civil::Date::MAX))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_days_and_nothing_else() {
        let day = Date::parse("2026-11-21").expect("a date");
        assert_eq!(day.to_string(), "2026-11-21");
        assert_eq!(Date::parse("2026-11-21T10:00:00Z"), Some(day));
        for wrong in ["2026-02-30", "21.11.2026", "2026-1-1", "", "2026-11-21x", "soon"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn counts_days() {
        let from = Date::parse("2026-06-21").expect("a date");
        let to = Date::parse("2026-11-21").expect("a date");
        assert_eq!(from.days_until(to), 153);
        assert_eq!(from.plus_days(153), to);
        assert_eq!(to.days_until(from), -153);
    }
}
