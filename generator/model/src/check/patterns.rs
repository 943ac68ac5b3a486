//! Regular expressions. Their dialect is ECMA-262 (JSON Schema core, section 6.4); other dialects are everywhere.

use crate::check::Check;
use crate::{Diagnostic, Span};

/// Longer ones are nobody's handwriting, and not worth the time.
const LONGEST: usize = 20_000;

pub(super) fn check(check: &mut Check<'_>) {
    let mut patterns: Vec<(Span, &str)> = Vec::new();
    for (id, shape) in check.visits {
        if !shape.is_schema() {
            continue;
        }
        let schema = check.node(*id);
        if let Some(node) = schema.get("pattern")
            && let Some(text) = node.as_str()
        {
            patterns.push((node.span(), text));
        }
        for (text, node) in schema.get("patternProperties").into_iter().flat_map(crate::Node::entries) {
            patterns.push((node.key_span(), text));
        }
    }
    for (span, pattern) in patterns {
        if pattern.len() > LONGEST {
            continue;
        }
        if let Some(reason) = mistake(pattern) {
            let shown: String = pattern.chars().take(80).collect();
            check.diagnostics.push(if other_dialect(pattern) {
                Diagnostic::warning(
                    "foreign-pattern",
                    span,
                    format!("`{shown}` is no regular expression of ECMA-262: {reason}"),
                )
                .help("other dialects know it, but JSON Schema uses that of JavaScript")
            } else {
                Diagnostic::error("bad-pattern", span, format!("`{shown}` is no regular expression: {reason}"))
            });
        }
    }
}

/// Why a pattern is none of ECMA-262, with and without the `u` flag; none when it is one.
fn mistake(pattern: &str) -> Option<String> {
    let parse = |flags: &str| {
        let flags = regress::Flags::from(flags);
        // A foreign parser over foreign text: a panic in it is no reason to die.
        std::panic::catch_unwind(|| regress::backends::try_parse(pattern.chars().map(u32::from), flags).err())
            .unwrap_or(None)
    };
    let reason = parse("")?;
    parse("u")?;
    // Bounds of the parser at hand are no mistakes of the pattern.
    let bound = reason.text.ends_with("deeply nested") || reason.text.ends_with("limit exceeded");
    (!bound).then_some(reason.text)
}

/// Whether an engine of the Perl family takes it.
fn other_dialect(pattern: &str) -> bool {
    std::panic::catch_unwind(|| regex_syntax::Parser::new().parse(pattern).is_ok()).unwrap_or(false)
        || ["(?P<", "(?P=", "(?>", "(?i)", "++", "*+", "?+", "\\A", "\\Z", "\\z", "[[:", "(?#"]
            .iter()
            .any(|mark| pattern.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_patterns_of_javascript_pass() {
        for pattern in [
            "^[a-z]+$",
            "\\d{3}-\\w*",
            "(?<year>\\d{4})",
            "(?<!a)b",
            "\\p{L}+",
            "^\\-x",
            "[\\w-.]",
            "{",
            "a{,5}",
            "\\/",
        ] {
            assert_eq!(mistake(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn broken_patterns_have_a_reason_and_foreign_ones_are_known() {
        for pattern in ["[a-z", "(a", "a)", "*a", "[z-a]"] {
            assert!(mistake(pattern).is_some_and(|reason| !reason.is_empty()), "{pattern}");
            assert!(!other_dialect(pattern), "{pattern}");
        }
        for pattern in ["(?P<n>a)", "(?i)abc", "a++"] {
            assert!(mistake(pattern).is_some(), "{pattern}");
            assert!(other_dialect(pattern), "{pattern}");
        }
    }
}
