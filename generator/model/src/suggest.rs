//! "Did you mean": the nearest of some words, when one is near enough.

/// The candidate that differs least from a word, when it differs by a typing mistake at most.
pub(crate) fn suggestion<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let limit = match word.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    // Beyond this, nobody waits for a suggestion.
    if candidates.len() > 20_000 || word.len() > 100 {
        return None;
    }
    candidates
        .iter()
        .filter(|c| c.len().abs_diff(word.len()) <= limit * 2 && c.len() <= 110)
        .map(|c| (distance(word, c), *c))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, c)| c)
}

/// Edits (insert, delete, change, swap of neighbours), case not counting.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(suggestion("discription", &["summary", "description"]), Some("description"));
        assert_eq!(suggestion("Ivnoice", &["Invoice", "Invoices"]), Some("Invoice"));
        assert_eq!(suggestion("operationid", &["operationId"]), Some("operationId"));
        assert_eq!(suggestion("colour", &["parameters"]), None);
        assert_eq!(suggestion("ab", &["abc"]), None);
    }
}
