//! Going on after a mistake in YAML: the line that is to blame is blanked (spans stay true) and the text read again.

use std::borrow::Cow;

use crate::yaml::Mistake;

/// How many mistakes of one file are looked for.
const RETRIES: usize = 24;

/// A text, the mistakes found in it so far, and what has been blanked because of them.
pub(crate) struct Recovery<'t> {
    text: Cow<'t, str>,
    original: &'t str,
    lost: Vec<(usize, usize)>,
    mistakes: Vec<Mistake>,
    /// The block that belongs to the line blanked last: a further mistake in it is the same one.
    pending: Option<(usize, usize)>,
    tries: usize,
    last: Option<Mistake>,
}

impl<'t> Recovery<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            original: text,
            lost: Vec::new(),
            mistakes: Vec::new(),
            pending: None,
            tries: 0,
            last: None,
        }
    }

    /// The text as it is read now.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The mistakes, one for each independent cause.
    pub(crate) fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// The stretches that were blanked.
    pub(crate) fn lost(&self) -> impl Iterator<Item = (usize, usize)> {
        self.lost.iter().copied()
    }

    /// The mistake that could not be stepped over, when it is a new one.
    pub(crate) fn given_up(&mut self) -> Option<Mistake> {
        self.last.take()
    }

    /// Whether nothing but blanked text stands between `at` and the next token.
    pub(crate) fn lost_after(&self, at: usize) -> bool {
        self.lost.iter().any(|(start, _)| {
            *start >= at
                && self
                    .text
                    .get(at..*start)
                    .is_some_and(|between| between.bytes().all(|b| b.is_ascii_whitespace() || b == b':'))
        })
    }

    /// Blanks what is to blame. False when it is time to give up.
    pub(crate) fn skip(&mut self, mistake: Mistake) -> bool {
        self.tries += 1;
        let blame = mistake.related.map_or(mistake.start, |(start, ..)| start.min(mistake.start));
        let line = self.line_at(blame);
        let same = self.pending.is_some_and(|(start, end)| (start..end).contains(&mistake.start));
        if self.tries > RETRIES {
            self.last = (!same).then_some(mistake);
            return false;
        }
        if same && let Some((start, end)) = self.pending.take() {
            self.blank(start, end);
            return true;
        }
        if self.text[line.0..line.1].trim().is_empty() {
            self.last = Some(mistake);
            return false;
        }
        let block = self.block_end(line);
        let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let own = indent(&self.text[line.0..line.1]);
        let below = self.text[line.1..block].lines().find(|l| !l.trim().is_empty()).map(indent);
        let sibling = below.is_some_and(|below| below > own && self.has_above(line.0, below));
        if mistake.related.is_some() || (below.is_some() && !sibling) {
            self.blank(line.0, block);
            self.pending = None;
        } else {
            self.blank(line.0, line.1);
            self.pending = Some((line.1, block.max(line.1)));
        }
        self.mistakes.push(mistake);
        true
    }

    fn blank(&mut self, start: usize, end: usize) {
        let text = self.text.to_mut();
        let blanked: String =
            text[start..end].bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }).collect();
        text.replace_range(start..end, &blanked);
        self.lost.push((start, end));
    }

    /// Start and end of the line at an offset, without its break; the last line with text when this one is blank.
    fn line_at(&self, at: usize) -> (usize, usize) {
        let text = &*self.text;
        let at = at.min(text.len());
        let mut start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let mut end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        while start > 0 && text[start..end].trim().is_empty() {
            end = start - 1;
            start = text[..end].rfind('\n').map_or(0, |n| n + 1);
        }
        (start, end)
    }

    /// The end of the lines below that are indented more deeply.
    fn block_end(&self, line: (usize, usize)) -> usize {
        let text = &*self.text;
        let own = text[line.0..line.1].len() - text[line.0..line.1].trim_start_matches(' ').len();
        let mut end = line.1;
        let mut at = line.1;
        while at < text.len() {
            let start = at + 1;
            let stop = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| start + n);
            let Some(content) = text.get(start..stop) else {
                break;
            };
            if !content.trim().is_empty() {
                if content.len() - content.trim_start_matches(' ').len() <= own {
                    break;
                }
                end = stop;
            }
            at = stop;
        }
        end
    }

    /// Whether the lines above, in the same block, have a neighbour with this indentation.
    fn has_above(&self, before: usize, indent: usize) -> bool {
        for line in self.original[..before].lines().rev() {
            if line.trim().is_empty() {
                continue;
            }
            let own = line.len() - line.trim_start_matches(' ').len();
            if own == indent {
                return true;
            }
            if own < indent {
                return false;
            }
        }
        false
    }
}
