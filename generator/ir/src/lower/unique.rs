//! Names that differ in every case of every language.

use std::collections::HashSet;

/// Hands out words. Two names are the same when their words are the same once joined, because `a_b` and `ab` give one
/// file name and nearly one class name.
#[derive(Debug, Default)]
pub(super) struct Unique {
    taken: HashSet<String>,
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
        let mut n = 2_u32;
        words.push(String::new());
        loop {
            if let Some(last) = words.last_mut() {
                *last = n.to_string();
            }
            if self.take(&words) {
                return words;
            }
            n += 1;
        }
    }
}
