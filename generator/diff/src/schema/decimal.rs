//! Exact decimal numbers: bounds are compared as written, never through a binary float.

use std::cmp::Ordering;

/// A decimal number: `0.digits * 10^exponent`, with no zero at either end of `digits`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads a JSON number literal. None when it is not one.
    pub(crate) fn parse(literal: &str) -> Option<Self> {
        let (negative, rest) = match literal.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, literal),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((m, e)) => (m, e.trim_start_matches('+').parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if all.is_empty() || !all.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let leading = all.iter().take_while(|d| **d == b'0').count();
        let end = all.iter().rposition(|d| *d != b'0').map_or(leading, |p| p + 1);
        let digits: Vec<u8> = all[leading..end].to_vec();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        let exponent = (whole.len() as i64 - leading as i64).checked_add(exponent)?;
        Some(Self { negative, digits, exponent })
    }

    /// Whether it has no fractional part.
    pub(crate) fn is_integer(&self) -> bool {
        self.exponent >= self.digits.len() as i64
    }

    /// The value as an integer when it is one and is small enough.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        self.scaled(0)
    }

    fn from_i128(value: i128) -> Option<Self> {
        Self::parse(&value.to_string())
    }

    /// The value times `10^places`, when that is an integer that fits.
    fn scaled(&self, places: i64) -> Option<i128> {
        let zeros = self.exponent.checked_add(places)? - self.digits.len() as i64;
        if !(0..=30).contains(&zeros) && !self.digits.is_empty() || self.digits.len() > 30 {
            return None;
        }
        let mut value: i128 = 0;
        for digit in &self.digits {
            value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        for _ in 0..zeros.max(0) {
            value = value.checked_mul(10)?;
        }
        Some(if self.negative { -value } else { value })
    }

    /// The smallest integer that is not below it (`exclusive`: that is above it).
    pub(crate) fn integer_from(&self, exclusive: bool) -> Option<Self> {
        let floor = self.floor()?;
        let up = if self.is_integer() { i128::from(exclusive) } else { 1 };
        Self::from_i128(floor.checked_add(up)?)
    }

    /// The largest integer that is not above it (`exclusive`: that is below it).
    pub(crate) fn integer_to(&self, exclusive: bool) -> Option<Self> {
        let floor = self.floor()?;
        let down = i128::from(self.is_integer() && exclusive);
        Self::from_i128(floor.checked_sub(down)?)
    }

    fn floor(&self) -> Option<i128> {
        if self.is_integer() {
            return self.to_i128();
        }
        let kept = usize::try_from(self.exponent.max(0)).ok()?;
        let whole =
            Self { negative: self.negative, digits: self.digits.get(..kept)?.to_vec(), exponent: self.exponent.max(0) };
        let truncated = whole.to_i128()?;
        Some(if self.negative { truncated - 1 } else { truncated })
    }

    /// Whether it is a whole multiple of `other`; none when the numbers are too large to tell.
    pub(crate) fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        let places = [self, other].iter().map(|d| (d.digits.len() as i64 - d.exponent).max(0)).max()?;
        let (a, b) = (self.scaled(places)?, other.scaled(places)?);
        Some(b != 0 && a % b == 0)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |d: &Self| match (d.digits.is_empty(), d.negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        };
        let (a, b) = (sign(self), sign(other));
        if a != b || a == 0 {
            return a.cmp(&b);
        }
        let size = self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
        if a > 0 { size } else { size.reverse() }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number literal")
    }

    #[test]
    fn compares_exactly() {
        assert!(d("0.1") < d("0.10000000000000000000001"));
        assert!(d("-2") < d("-1.5"));
        assert!(d("9") < d("10"));
        assert_eq!(d("1"), d("1.0"));
        assert_eq!(d("1e2"), d("100"));
        assert_eq!(d("-0"), d("0.0"));
        assert!(d("0") > d("-3"));
    }

    #[test]
    fn integers_around_a_bound() {
        assert_eq!(d("1.5").integer_from(true), Some(d("2")));
        assert_eq!(d("2").integer_from(true), Some(d("3")));
        assert_eq!(d("2").integer_from(false), Some(d("2")));
        assert_eq!(d("-1.5").integer_from(false), Some(d("-1")));
        assert_eq!(d("-1.5").integer_to(false), Some(d("-2")));
        assert_eq!(d("0.5").integer_to(true), Some(d("0")));
        assert_eq!(d("5").integer_to(true), Some(d("4")));
    }

    #[test]
    fn multiples() {
        assert_eq!(d("0.3").is_multiple_of(&d("0.1")), Some(true));
        assert_eq!(d("10").is_multiple_of(&d("4")), Some(false));
        assert_eq!(d("0").is_multiple_of(&d("4")), Some(true));
    }
}
