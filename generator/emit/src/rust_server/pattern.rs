//! ECMA-262 patterns in the syntax of the `regex` crate, which has no look-around and no back-references.

/// The translation; none: it cannot be said.
pub(super) fn translate(ecma: &str) -> Option<String> {
    let chars: Vec<char> = ecma.chars().collect();
    let mut out = String::with_capacity(ecma.len() + 8);
    let mut i = 0;
    let mut in_class = false;
    while let Some(&c) = chars.get(i) {
        let next = chars.get(i + 1).copied();
        match c {
            '\\' => {
                i += escape(&chars, i, in_class, &mut out)?;
                continue;
            }
            '[' if in_class => out.push_str("\\["),
            '[' => {
                let negated = next == Some('^');
                let first = chars.get(i + 1 + usize::from(negated));
                if first == Some(&']') {
                    // Nothing, or anything.
                    out.push_str(if negated { "[\\s\\S]" } else { "[^\\s\\S]" });
                    i += 2 + usize::from(negated);
                    continue;
                }
                in_class = true;
                out.push('[');
                if negated {
                    out.push('^');
                    i += 1;
                }
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            ']' => out.push_str("\\]"),
            // Doubled, they are operators on sets.
            '&' | '~' if in_class => out.extend(['\\', c]),
            '-' if in_class && next == Some('-') => out.push_str("\\-"),
            '(' if next == Some('?') && !in_class => match (chars.get(i + 2), chars.get(i + 3)) {
                (Some('='), _) | (Some('!'), _) | (Some('<'), Some('=' | '!')) => return None,
                _ => out.push('('),
            },
            '{' if !in_class && !is_quantifier(&chars[i..]) => out.push_str("\\{"),
            '}' if !in_class && !ends_quantifier(&chars[..i]) => out.push_str("\\}"),
            '.' if !in_class => out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
            _ => out.push(c),
        }
        i += 1;
    }
    regex_syntax::Parser::new().parse(&out).ok().map(|_| out)
}

/// Translates an escape and tells how many characters it took.
fn escape(chars: &[char], at: usize, in_class: bool, out: &mut String) -> Option<usize> {
    let c = *chars.get(at + 1)?;
    let hex = |from: usize, digits: usize| -> Option<u32> {
        let text: String = chars.get(from..from + digits)?.iter().collect();
        u32::from_str_radix(&text, 16).ok()
    };
    match c {
        'd' => out.push_str("[0-9]"),
        'D' => out.push_str("[^0-9]"),
        'w' => out.push_str("[0-9A-Za-z_]"),
        'W' => out.push_str("[^0-9A-Za-z_]"),
        'b' if in_class => out.push_str("\\x08"),
        'b' | 'B' => out.push_str(&format!("(?-u:\\{c})")),
        's' | 'S' | 't' | 'n' | 'r' | 'f' | 'v' => out.extend(['\\', c]),
        '0' => out.push_str("\\x00"),
        '1'..='9' | 'k' => return None,
        'p' | 'P' if chars.get(at + 2) == Some(&'{') => out.extend(['\\', c]),
        'c' => {
            let control = u32::from(*chars.get(at + 2)?) % 32;
            out.push_str(&format!("\\x{control:02x}"));
            return Some(3);
        }
        'x' => {
            let Some(code) = hex(at + 2, 2) else {
                out.push('x');
                return Some(2);
            };
            out.push_str(&format!("\\x{code:02x}"));
            return Some(4);
        }
        'u' if chars.get(at + 2) == Some(&'{') => {
            out.push_str("\\u");
        }
        'u' => {
            let Some(code) = hex(at + 2, 4) else {
                out.push('u');
                return Some(2);
            };
            if (0xd800..0xdc00).contains(&code) {
                let low =
                    (chars.get(at + 6) == Some(&'\\') && chars.get(at + 7) == Some(&'u')).then(|| hex(at + 8, 4))??;
                let low = low.checked_sub(0xdc00).filter(|l| *l < 0x400)?;
                out.push_str(&format!("\\u{{{:x}}}", 0x10000 + ((code - 0xd800) << 10) + low));
                return Some(12);
            }
            char::from_u32(code)?;
            out.push_str(&format!("\\u{{{code:x}}}"));
            return Some(6);
        }
        other => {
            // Any other character stands for itself.
            if in_class && matches!(other, '-' | ']' | '^' | '[' | '\\' | '&' | '~') {
                out.extend(['\\', other]);
            } else {
                out.push_str(&regex_syntax::escape(other.encode_utf8(&mut [0; 4])));
            }
        }
    }
    Some(2)
}

/// Whether `{` starts `{2}`, `{2,}` or `{2,3}`.
fn is_quantifier(rest: &[char]) -> bool {
    let Some(end) = rest.iter().position(|c| *c == '}') else { return false };
    let inner: String = rest[1..end].iter().collect();
    let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
    !least.is_empty() && least.chars().chain(most.chars()).all(|c| c.is_ascii_digit())
}

/// Whether a `}` after this ends a quantifier or the name of a class of characters.
fn ends_quantifier(before: &[char]) -> bool {
    let Some(start) = before.iter().rposition(|c| *c == '{') else { return false };
    let named = start >= 2 && matches!(before[start - 1], 'p' | 'P' | 'u') && before[start - 2] == '\\';
    let closed: Vec<char> = before[start..].iter().copied().chain(['}']).collect();
    named || is_quantifier(&closed)
}

#[cfg(test)]
mod tests {
    use super::translate;

    fn of(ecma: &str) -> String {
        translate(ecma).unwrap_or_else(|| "none".to_owned())
    }

    #[test]
    fn classes_are_ascii_as_ecma_has_them() {
        assert_eq!(of(r"^\d+$"), "^[0-9]+$");
        assert_eq!(of(r"^[\w.-]+$"), "^[[0-9A-Za-z_].-]+$");
    }

    #[test]
    fn what_is_special_only_here_is_escaped() {
        assert_eq!(of(r"^[a[b&&c]+$"), r"^[a\[b\&\&c]+$");
        assert_eq!(of(r"^{id}$"), r"^\{id\}$");
        assert_eq!(of(r"^a{2,3}$"), "^a{2,3}$");
        assert_eq!(of(r"^a\/b$"), "^a/b$");
    }

    #[test]
    fn code_points_are_written_anew() {
        assert_eq!(of(r"^\x21[\x23-\x5B]\u00e9$"), r"^\x21[\x23-\x5b]\u{e9}$");
        assert_eq!(of(r"\uD83D\uDE00"), r"\u{1f600}");
    }

    #[test]
    fn what_cannot_be_said_is_none() {
        for ecma in ["(?=a)b", "(?<!a)b", r"(a)\1", "(", r"\uD83D"] {
            assert_eq!(translate(ecma), None, "{ecma}");
        }
    }
}
