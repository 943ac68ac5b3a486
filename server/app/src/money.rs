//! Money: a decimal string and an ISO 4217 currency, computed in whole ten-thousandths, never in floats.

use std::fmt;

/// A decimal number with at most 15 digits before and 4 after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal {
    /// In ten-thousandths
    units: i128,
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// In the currency's main unit
    pub amount: Decimal,
    /// The currency
    pub currency: Currency,
}

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    digits: u8,
}

/// What is wrong with an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// No such currency
    #[error("must be a currency of ISO 4217")]
    Currency,
    /// Not a decimal number
    #[error("must be a decimal number such as 1250.00")]
    Syntax,
    /// More decimals than there may be
    #[error("has too many decimals")]
    Decimals,
    /// Too large
    #[error("must have at most 15 digits before the point")]
    Range,
}

/// Ten-thousandths in one.
const SCALE: i128 = 10_000;
/// The first number that is too large.
const LIMIT: i128 = 1_000_000_000_000_000 * SCALE;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { units: 0 };

    /// Reads a decimal string: an optional minus, digits without superfluous zeros in front, optionally a point and one
    /// to four decimals.
    ///
    /// # Errors
    /// A [`MoneyError`] that names the first thing wrong.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(MoneyError::Syntax),
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(MoneyError::Syntax);
        }
        if fraction.len() > 4 {
            return Err(MoneyError::Decimals);
        }
        if whole.len() > 15 {
            return Err(MoneyError::Range);
        }
        let units: i128 = format!("{whole}{fraction:0<4}").parse().map_err(|_| MoneyError::Range)?;
        Ok(Self { units: if negative { -units } else { units } })
    }

    /// The sum, when it stays in range.
    pub fn plus(self, other: Self) -> Option<Self> {
        Self { units: self.units + other.units }.in_range()
    }

    /// The difference, when it stays in range.
    pub fn minus(self, other: Self) -> Option<Self> {
        Self { units: self.units - other.units }.in_range()
    }

    /// The product, rounded half away from zero to `digits` decimals, when it stays in range.
    pub fn times(self, other: Self, digits: u8) -> Option<Self> {
        // Both factors have at most 19 digits, so the product fits.
        let product = self.units * other.units;
        let step = SCALE * 10_i128.pow(u32::from(4 - digits.min(4)));
        let half = if product < 0 { -(step / 2) } else { step / 2 };
        let rounded = (product + half) / step;
        Self { units: rounded * (step / SCALE) }.in_range()
    }

    /// Whether it has at most this many decimals.
    pub fn fits(self, digits: u8) -> bool {
        self.units % 10_i128.pow(u32::from(4 - digits.min(4))) == 0
    }

    /// Written with at least `digits` decimals, and as many as it needs: `1250.00`, `-0.50`, `0.0001`.
    pub fn text(self, digits: u8) -> String {
        let sign = if self.units < 0 { "-" } else { "" };
        let units = self.units.unsigned_abs();
        let scale = SCALE.unsigned_abs();
        let mut fraction = format!("{:04}", units % scale);
        while fraction.len() > usize::from(digits) && fraction.ends_with('0') {
            fraction.pop();
        }
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", units / scale)
    }

    fn in_range(self) -> Option<Self> {
        (self.units.abs() < LIMIT).then_some(self)
    }
}

impl Money {
    /// Reads an amount and a currency's code. The amount may have four decimals, as prices of one piece do.
    ///
    /// # Errors
    /// A [`MoneyError`] that names the first thing wrong.
    pub fn parse(amount: &str, currency: &str) -> Result<Self, MoneyError> {
        let currency = Currency::of(currency).ok_or(MoneyError::Currency)?;
        Ok(Self { amount: Decimal::parse(amount)?, currency })
    }

    /// The amount with all decimals of the currency: `1250.00` for EUR, `1250` for JPY.
    pub fn amount_text(&self) -> String {
        self.amount.text(self.currency.digits)
    }

    /// Whether such an amount can be paid: it has no more decimals than the currency.
    pub fn is_payable(&self) -> bool {
        self.amount.fits(self.currency.digits)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount_text(), self.currency.code)
    }
}

impl Currency {
    /// The currency with this code, in capitals.
    pub fn of(code: &str) -> Option<Self> {
        CURRENCIES.binary_search_by(|(c, _)| (*c).cmp(code)).ok().map(|i| {
            let (code, digits) = CURRENCIES[i];
            Self { code, digits }
        })
    }

    /// Its code: `EUR`.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// Its number of decimals.
    pub fn digits(self) -> u8 {
        self.digits
    }
}

/// Active codes of ISO 4217 with their decimals, without funds, metals and test codes; sorted.
#[rustfmt::skip]
const CURRENCIES: &[(&str, u8)] = &[
    ("AED", 2), ("AFN", 2), ("ALL", 2), ("AMD", 2), ("AOA", 2), ("ARS", 2), ("AUD", 2), ("AWG", 2), ("AZN", 2),
    ("BAM", 2), ("BBD", 2), ("BDT", 2), ("BGN", 2), ("BHD", 3), ("BIF", 0), ("BMD", 2), ("BND", 2), ("BOB", 2),
    ("BRL", 2), ("BSD", 2), ("BTN", 2), ("BWP", 2), ("BYN", 2), ("BZD", 2), ("CAD", 2), ("CDF", 2), ("CHF", 2),
    ("CLP", 0), ("CNY", 2), ("COP", 2), ("CRC", 2), ("CUP", 2), ("CVE", 2), ("CZK", 2), ("DJF", 0), ("DKK", 2),
    ("DOP", 2), ("DZD", 2), ("EGP", 2), ("ERN", 2), ("ETB", 2), ("EUR", 2), ("FJD", 2), ("FKP", 2), ("GBP", 2),
    ("GEL", 2), ("GHS", 2), ("GIP", 2), ("GMD", 2), ("GNF", 0), ("GTQ", 2), ("GYD", 2), ("HKD", 2), ("HNL", 2),
    ("HTG", 2), ("HUF", 2), ("IDR", 2), ("ILS", 2), ("INR", 2), ("IQD", 3), ("IRR", 2), ("ISK", 0), ("JMD", 2),
    ("JOD", 3), ("JPY", 0), ("KES", 2), ("KGS", 2), ("KHR", 2), ("KMF", 0), ("KPW", 2), ("KRW", 0), ("KWD", 3),
    ("KYD", 2), ("KZT", 2), ("LAK", 2), ("LBP", 2), ("LKR", 2), ("LRD", 2), ("LSL", 2), ("LYD", 3), ("MAD", 2),
    ("MDL", 2), ("MGA", 2), ("MKD", 2), ("MMK", 2), ("MNT", 2), ("MOP", 2), ("MRU", 2), ("MUR", 2), ("MVR", 2),
    ("MWK", 2), ("MXN", 2), ("MYR", 2), ("MZN", 2), ("NAD", 2), ("NGN", 2), ("NIO", 2), ("NOK", 2), ("NPR", 2),
    ("NZD", 2), ("OMR", 3), ("PAB", 2), ("PEN", 2), ("PGK", 2), ("PHP", 2), ("PKR", 2), ("PLN", 2), ("PYG", 0),
    ("QAR", 2), ("RON", 2), ("RSD", 2), ("RUB", 2), ("RWF", 0), ("SAR", 2), ("SBD", 2), ("SCR", 2), ("SDG", 2),
    ("SEK", 2), ("SGD", 2), ("SHP", 2), ("SLE", 2), ("SOS", 2), ("SRD", 2), ("SSP", 2), ("STN", 2), ("SVC", 2),
    ("SYP", 2), ("SZL", 2), ("THB", 2), ("TJS", 2), ("TMT", 2), ("TND", 3), ("TOP", 2), ("TRY", 2), ("TTD", 2),
    ("TWD", 2), ("TZS", 2), ("UAH", 2), ("UGX", 0), ("USD", 2), ("UYU", 2), ("UZS", 2), ("VED", 2), ("VES", 2),
    ("VND", 0), ("VUV", 0), ("WST", 2), ("XAF", 0), ("XCD", 2), ("XCG", 2), ("XOF", 0), ("XPF", 0), ("YER", 2),
    ("ZAR", 2), ("ZMW", 2), ("ZWG", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written_exactly() {
        for (amount, currency, written) in [
            ("1250.00", "EUR", "1250.00"),
            ("1250", "EUR", "1250.00"),
            ("0.1", "USD", "0.10"),
            ("-0.05", "GBP", "-0.05"),
            ("1250", "JPY", "1250"),
            ("1.234", "KWD", "1.234"),
            ("0.0001", "EUR", "0.0001"),
            ("999999999999999.9999", "EUR", "999999999999999.9999"),
        ] {
            let money = Money::parse(amount, currency).expect(amount);
            assert_eq!(money.amount_text(), written, "{amount} {currency}");
        }
    }

    #[test]
    fn wrong_amounts_are_refused_with_the_reason() {
        for (amount, currency, error) in [
            ("1.00", "eur", MoneyError::Currency),
            ("1.00", "XXX", MoneyError::Currency),
            ("", "EUR", MoneyError::Syntax),
            (".5", "EUR", MoneyError::Syntax),
            ("1.", "EUR", MoneyError::Syntax),
            ("01.00", "EUR", MoneyError::Syntax),
            ("+1", "EUR", MoneyError::Syntax),
            ("1e3", "EUR", MoneyError::Syntax),
            ("1,000.00", "EUR", MoneyError::Syntax),
            ("--1", "EUR", MoneyError::Syntax),
            ("٣", "EUR", MoneyError::Syntax),
            ("1.00001", "EUR", MoneyError::Decimals),
            ("1000000000000000", "EUR", MoneyError::Range),
        ] {
            assert_eq!(Money::parse(amount, currency), Err(error), "{amount} {currency}");
        }
    }

    #[test]
    fn only_what_the_currency_has_coins_for_is_payable() {
        assert!(Money::parse("1.50", "EUR").expect("money").is_payable());
        assert!(!Money::parse("1.505", "EUR").expect("money").is_payable());
        assert!(!Money::parse("1.5", "JPY").expect("money").is_payable());
        assert!(Money::parse("1.505", "KWD").expect("money").is_payable());
    }

    #[test]
    fn the_currency_table_is_sorted_so_that_it_can_be_searched() {
        assert!(CURRENCIES.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(CURRENCIES.iter().all(|(c, _)| Currency::of(c).is_some()));
    }

    #[test]
    fn a_line_is_quantity_times_price_rounded_half_away_from_zero() {
        for (quantity, price, digits, product) in [
            ("2.5", "0.33", 2, "0.83"),
            ("-2.5", "0.33", 2, "-0.83"),
            ("3", "0.3333", 2, "1.00"),
            ("1000", "0.0049", 2, "4.90"),
            ("3", "1.5", 0, "5"),
        ] {
            let product_of =
                Decimal::parse(quantity).and_then(|q| Ok((q, Decimal::parse(price)?))).map(|(q, p)| q.times(p, digits));
            assert_eq!(product_of.expect("decimals").map(|d| d.text(digits)).as_deref(), Some(product));
        }
        let large = Decimal::parse("999999999999999").expect("decimal");
        assert_eq!(large.times(large, 2), None);
        assert_eq!(large.plus(Decimal::parse("1").expect("decimal")), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(units in -9_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999) {
            let decimal = Decimal { units };
            for digits in 0..=4 {
                proptest::prop_assert_eq!(Decimal::parse(&decimal.text(digits)), Ok(decimal));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[-+0-9.,eE ]{0,24}") {
            let _ = Decimal::parse(&text);
        }
    }
}
