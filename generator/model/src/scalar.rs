//! What a plain YAML scalar means: the core schema of YAML 1.2 (section 10.3.2). Dates, `yes`, `no`, `on` and `off`
//! are strings.

use crate::Value;

/// The value of a plain scalar.
pub(crate) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(text) {
            Some(literal) => Value::Number(literal),
            None => Value::String(text.into()),
        },
    }
}

/// A number of YAML as a JSON literal, with all of its digits.
pub(crate) fn number(text: &str) -> Option<Box<str>> {
    let first = *text.as_bytes().first()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return u128::from_str_radix(digits, 16)
            .ok()
            .filter(|_| !digits.starts_with('+'))
            .map(|n| n.to_string().into());
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u128::from_str_radix(digits, 8).ok().filter(|_| !digits.starts_with('+')).map(|n| n.to_string().into());
    }
    if crate::json::is_number(text) {
        return Some(text.into());
    }
    let (sign, rest) = match first {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], &rest[at..]),
        None => (rest, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    let literal = if mantissa.contains('.') {
        let fraction = if fraction.is_empty() { "0" } else { fraction };
        format!("{sign}{whole}.{fraction}{exponent}")
    } else {
        format!("{sign}{whole}{exponent}")
    };
    crate::json::is_number(&literal).then(|| literal.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_json_literals_without_losing_digits() {
        for (yaml, json) in [
            ("1", "1"),
            ("+1", "1"),
            ("-0", "-0"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("-.5e3", "-0.5e3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("007", "7"),
            ("1E+3", "1E+3"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(number(yaml).as_deref(), Some(json), "{yaml}");
        }
    }

    #[test]
    fn what_only_looks_like_another_type_is_a_string() {
        for text in [
            "2026-11-21",
            "on",
            "yes",
            "no",
            "off",
            "1.2.3",
            "1_000",
            "-",
            ".",
            "+",
            "e3",
            ".inf",
            "0x",
            "0xZZ",
            "0x+1",
            "12e",
            "1e1.5",
            "nan",
        ] {
            assert_eq!(plain(text), Value::String(text.into()), "{text}");
        }
    }
}
