//! Names that differ in every case of every language.

use std::collections::{HashMap, HashSet};

/// Hands out words. Two names are the same when their words are the same once joined, because `a_b` and `ab` give one
/// file name and nearly one class name.
#[derive(Debug, Default)]
pub(super) struct Unique {
    taken: HashSet<String>,
    /// Where to go on counting, so that a thousand equal wishes are no million attempts
    next: HashMap<String, u32>,
}

impl Unique {
    /// The wish if it is free.
    pub(super) fn take(&mut self, words: &[String]) -> bool {
        self.taken.insert(words.concat())
    }

    /// The wish, or the wish with the first free number from 2 as a further word.
    pub(super) fn claim(&mut self, mut words: Vec<String>) -> Vec<String> {
        if self.take(&words) {
            return words;
        }
        let base = words.concat();
        let mut n = self.next.get(&base).copied().unwrap_or(2);
        words.push(String::new());
        loop {
            if let Some(last) = words.last_mut() {
                *last = n.to_string();
            }
            n += 1;
            if self.take(&words) {
                self.next.insert(base, n);
                return words;
            }
        }
    }
}
