//! Values as the specification writes them.

use covenant_api::runtime as rt;
use covenant_api::types::Money;

use crate::clock::{Millis, rfc3339};
use crate::erp::refusal;
use crate::problem::{Kind, Problem};

/// A moment: `2026-11-21T09:30:00.000Z`.
pub(crate) fn moment(at: Millis) -> Result<rt::DateTime, rt::Problem> {
    rfc3339(at).parse().map_err(|_| corrupt("a moment"))
}

/// A moment that may not have come.
pub(crate) fn moment_or_none(at: Option<Millis>) -> Result<Option<rt::DateTime>, rt::Problem> {
    at.map(moment).transpose()
}

/// A day: `2026-11-21`.
pub(crate) fn day(text: &str) -> Result<rt::Date, rt::Problem> {
    text.parse().map_err(|_| corrupt("a day"))
}

/// Money.
pub(crate) fn money(amount: &str, currency: &str) -> Money {
    Money { amount: amount.to_owned(), currency: currency.to_owned() }
}

/// A count that fits the specification's 32 bits.
pub(crate) fn limited(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What is stored cannot be shown.
pub(crate) fn corrupt(what: &'static str) -> rt::Problem {
    tracing::error!(what, "a stored value cannot be shown");
    refusal(&Problem::new(Kind::Internal))
}
