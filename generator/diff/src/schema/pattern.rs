//! Texts that a pattern matches, to prove that two patterns differ.
//!
//! Whether one pattern contains another is not decided here; but a text that one matches and the other does not is a
//! proof. Candidates are read off the shape of a pattern: shortest and slightly longer repetitions, the edges of
//! character classes, every branch. The search is bounded by counts, never by time.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Texts per part of a pattern.
const PER_PART: usize = 12;
/// Texts per pattern.
const PER_PATTERN: usize = 160;

/// Texts that are likely to match. The caller checks each of them.
pub(crate) fn candidates(pattern: &str) -> Vec<String> {
    let Ok(hir) = regex_syntax::ParserBuilder::new().build().parse(pattern) else {
        return Vec::new();
    };
    let mut texts = grow(&hir, 0);
    texts.truncate(PER_PATTERN / 4);
    // A pattern without anchors matches inside longer texts.
    let longer: Vec<String> =
        texts.iter().flat_map(|t| [format!("{t}a"), format!("a{t}"), format!("{t} "), format!("{t}{t}")]).collect();
    texts.extend(longer);
    for text in ["", "a", "A", "0", " ", "aa", "a0", "-", "_", "\u{e9}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        texts.push(text.to_owned());
    }
    let mut seen = std::collections::HashSet::new();
    texts.retain(|t| seen.insert(t.clone()));
    texts.truncate(PER_PATTERN);
    texts
}

fn grow(hir: &Hir, depth: usize) -> Vec<String> {
    if depth > 32 {
        return vec![String::new()];
    }
    let mut texts = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8_lossy(&literal.0).into_owned()],
        HirKind::Class(class) => edges(class),
        HirKind::Capture(capture) => grow(&capture.sub, depth + 1),
        HirKind::Alternation(branches) => {
            branches.iter().flat_map(|b| grow(b, depth + 1).into_iter().take(4)).collect()
        }
        HirKind::Repetition(repetition) => {
            let inner = grow(&repetition.sub, depth + 1);
            let least = repetition.min as usize;
            let most = repetition.max.map_or(least + 3, |m| m as usize);
            let mut counts = vec![least, (least + 1).min(most), (least + 3).min(most), most.min(80)];
            counts.dedup();
            counts
                .into_iter()
                .filter(|n| *n <= 300)
                .flat_map(|n| inner.iter().take(5).map(move |t| t.repeat(n)))
                .collect()
        }
        HirKind::Concat(parts) => {
            let grown: Vec<Vec<String>> = parts.iter().map(|p| grow(p, depth + 1)).collect();
            weave(&grown)
        }
    };
    texts.dedup();
    texts.truncate(PER_PART);
    texts
}

/// Each choice of each part once, the other parts at their first choice, so that no product explodes.
fn weave(parts: &[Vec<String>]) -> Vec<String> {
    let first = |i: usize| parts[i].first().map_or("", String::as_str);
    let base: String = (0..parts.len()).map(first).collect();
    let mut texts = vec![base];
    for (i, part) in parts.iter().enumerate() {
        for choice in part.iter().skip(1) {
            let text: String = (0..parts.len()).map(|j| if i == j { choice.as_str() } else { first(j) }).collect();
            texts.push(text);
        }
    }
    // Far from the base too: the last choice everywhere.
    texts.insert(1.min(texts.len()), parts.iter().map(|p| p.last().map_or("", String::as_str)).collect());
    texts
}

fn edges(class: &Class) -> Vec<String> {
    let mut chars = Vec::new();
    match class {
        Class::Unicode(ranges) => {
            for range in ranges.ranges().iter().take(8) {
                // Printable ones first: they make readable proofs.
                let (low, high) = (range.start(), range.end());
                for wanted in ['a', 'A', '0'] {
                    if (low..=high).contains(&wanted) {
                        chars.push(wanted);
                    }
                }
                chars.push(low);
                chars.push(high);
            }
        }
        Class::Bytes(ranges) => {
            for range in ranges.ranges().iter().take(8) {
                chars.push(char::from(range.start()));
                chars.push(char::from(range.end()));
            }
        }
    }
    chars.retain(|c| !c.is_control());
    chars.dedup();
    chars.into_iter().take(PER_PART).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn candidates_match() {
        for pattern in ["^[a-z]{2,4}$", "^(ab|cd)+$", "^\\d{3}-\\d{4}$", "^usr_[0-9A-Za-z]{8}$"] {
            let regex = regress::Regex::with_flags(pattern, "u").expect("a pattern");
            let hits = candidates(pattern).iter().filter(|t| regex.find(t).is_some()).count();
            assert!(hits > 0, "{pattern}");
        }
    }

    #[test]
    fn no_pattern_explodes() {
        assert!(candidates("^((a|b|c){0,9}(d|e){0,9}){0,9}$").len() <= 160);
        assert!(candidates("(").is_empty());
    }
}
