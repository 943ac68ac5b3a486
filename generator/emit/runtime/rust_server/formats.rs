//! Formats of strings: those that a reader relies on are checked, the others are notes.

use super::schema::Format;

/// What is wrong with a text of this format.
pub(super) fn check(format: Format, text: &str) -> Result<(), &'static str> {
    let (holds, detail) = match format {
        Format::Plain | Format::Binary => return Ok(()),
        Format::Date => (is_date(text), "must be a date such as 2026-11-21 (RFC 3339)"),
        Format::DateTime => (is_date_time(text), "must be a time such as 2026-11-21T09:30:00Z (RFC 3339)"),
        Format::Uuid => (is_uuid(text), "must be a UUID"),
        Format::Uri => (is_uri_reference(text), "must be a URI"),
        Format::Base64 => (super::text::Base64::decode(text).is_some(), "must be base64 (RFC 4648)"),
        Format::Other("email" | "idn-email") => (is_email(text), "must be an email address"),
        Format::Other("ipv4") => (text.parse::<std::net::Ipv4Addr>().is_ok(), "must be an IPv4 address"),
        Format::Other("ipv6") => (text.parse::<std::net::Ipv6Addr>().is_ok(), "must be an IPv6 address"),
        Format::Other("hostname") => (is_hostname(text), "must be a host name"),
        Format::Other(_) => return Ok(()),
    };
    if holds { Ok(()) } else { Err(detail) }
}

fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// RFC 3339 full-date, of a day that exists.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (
        parts.next().and_then(|t| number(t, 4)),
        parts.next().and_then(|t| number(t, 2)),
        parts.next().and_then(|t| number(t, 2)),
    ) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// RFC 3339 date-time, with an offset.
pub(super) fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(rest)) = (text.get(..10), text.get(10..)) else { return false };
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else { return false };
    let Some(offset) = rest.find(['Z', 'z', '+', '-']) else { return false };
    let (time, offset) = rest.split_at(offset);
    is_date(date) && is_time(time) && (matches!(offset, "Z" | "z") || is_clock(&offset[1..]))
}

fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let (Some(minutes), Some(seconds)) = (clock.get(..5), clock.get(5..)) else { return false };
    // 60 is a leap second.
    is_clock(minutes)
        && seconds.strip_prefix(':').and_then(|s| number(s, 2)).is_some_and(|s| s <= 60)
        && !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn is_clock(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hours, minutes)| {
        number(hours, 2).is_some_and(|h| h < 24) && number(minutes, 2).is_some_and(|m| m < 60)
    })
}

/// Eight, four, four, four and twelve hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    parts.iter().map(|p| p.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A URI, or a reference to one: no spaces, no controls, percent signs with two digits.
fn is_uri_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`'))
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| *b != b'%' || bytes.get(i + 1..i + 3).is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)))
}

fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !text.chars().any(|c| c.is_control() || c.is_whitespace())
    })
}

fn is_hostname(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 253
        && text.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}
