//! Going on after a mistake in YAML: the line that is to blame is blanked (spans stay true) and the text read again.

use std::borrow::Cow;

use crate::yaml::{Cause, Mistake};

/// Start and end of a line, without its break.
type Line = (usize, usize);

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
    pub(crate) fn skip(&mut self, mut mistake: Mistake) -> bool {
        self.tries += 1;
        let same = self.pending.is_some_and(|(start, end)| (start..end).contains(&mistake.start));
        if self.tries > RETRIES {
            self.last = (!same).then_some(mistake);
            return false;
        }
        if same && let Some((start, end)) = self.pending.take() {
            self.blank(start, end);
            return true;
        }
        let (line, end) = self.blame(&mut mistake);
        if self.text[line.0..line.1].trim().is_empty() {
            self.last = Some(mistake);
            return false;
        }
        self.blank(line.0, end);
        // Whatever goes wrong in the deeper lines below is a consequence.
        let below = self.block_end((line.0, end), indent(&self.original[line.0..line.1]) + 1);
        self.pending = (below > end).then_some((end, below));
        self.mistakes.push(mistake);
        true
    }

    /// The line that is to blame, and the end of the lines that go with it. Moves the mistake there.
    fn blame(&self, mistake: &mut Mistake) -> (Line, usize) {
        if let Some((opener, end, _)) = mistake.related {
            let line = self.line_at(opener.min(mistake.start));
            if mistake.start > line.1 {
                // Noticed lines later: the place to mend is where it was opened.
                mistake.message = format!("not valid YAML: this `{}` is not closed", &self.text[opener..end]);
                mistake.related = Some((mistake.start, mistake.end, "noticed here"));
                (mistake.start, mistake.end) = (opener, end);
            }
            return (line, self.own_block(line));
        }
        let line = self.line_at(mistake.start);
        match mistake.cause {
            Cause::Tab => {
                if let Some(tabbed) = self.tabbed(line) {
                    let tab = tabbed.0 + self.text[tabbed.0..tabbed.1].find('\t').unwrap_or(0);
                    (mistake.start, mistake.end) = (tab, tab + 1);
                    return (tabbed, self.own_block(tabbed));
                }
            }
            Cause::MappingValue => {
                let deep = indent(self.of(line));
                if let Some(above) = self.above(line.0)
                    && content_column(self.of(above)) <= deep
                {
                    let text = without_comment(self.of(above));
                    if text.ends_with(':') {
                        return (line, self.own_block(line));
                    }
                    if !text.contains(": ") {
                        mistake.start = above.0 + content_column(self.of(above));
                        mistake.end = (above.0 + text.len()).max(mistake.start);
                        mistake.message = "not valid YAML: a colon and a space are missing after this key".into();
                        return (above, self.own_block(above));
                    }
                    if content_column(self.of(above)) < deep {
                        return (line, self.block_end(line, deep));
                    }
                }
            }
            Cause::BlockKey { block } if block < line.0 => {
                // The first lines of a block set its level; when most of what follows stands at another one, the first
                // lines are wrong.
                let first = self.line_at(block);
                let (level, here) = (indent(self.of(first)), indent(self.of(line)));
                let before = self.count(first.0, line.0, level);
                let after = self.count(line.0, self.block_end(line, here), here);
                if level > here && after > before && !self.of(first).trim_start().starts_with("- ") {
                    mistake.start = first.0 + level;
                    mistake.end = first.0 + without_comment(self.of(first)).len();
                    mistake.message = "not valid YAML: this is indented more deeply than what belongs beside it".into();
                    return (first, line.0.saturating_sub(1).max(first.1));
                }
            }
            _ => {}
        }
        (line, self.own_block(line))
    }

    fn of(&self, line: Line) -> &str {
        &self.text[line.0..line.1]
    }

    /// The nearest line above that is not blank.
    fn above(&self, before: usize) -> Option<Line> {
        let line = self.line_at(before.checked_sub(1)?);
        (!self.of(line).trim().is_empty()).then_some(line)
    }

    /// The first of the next lines that is indented with a tab.
    fn tabbed(&self, line: Line) -> Option<Line> {
        let mut start = line.0;
        for text in self.text[line.0..].split_inclusive('\n').take(8) {
            let body = text.trim_end_matches(['\n', '\r']);
            let blank = &body[..body.len() - body.trim_start().len()];
            if blank.contains('\t') && blank.len() < body.len() {
                return Some((start, start + body.len()));
            }
            start += text.len();
        }
        None
    }

    /// How many lines stand exactly at a level.
    fn count(&self, start: usize, end: usize, level: usize) -> usize {
        let lines = self.text.get(start..end).unwrap_or("").lines();
        lines.filter(|line| !line.trim().is_empty() && indent(line) == level).count()
    }

    /// The end of the lines that belong to a line: those that are deeper than the level at which it was meant to stand.
    fn own_block(&self, line: Line) -> usize {
        let text = self.of(line);
        let opens = without_comment(text).ends_with(':');
        let own = indent(text);
        let meant = if text.trim_start_matches(' ').starts_with('\t') {
            // An item stands where the last item above stands.
            let item = text.trim_start().starts_with("- ").then(|| {
                let above = self.text[..line.0].lines().rev().take(50).find(|l| l.trim_start().starts_with("- "));
                above.map(indent)
            });
            match (self.text[line.1..].lines().find(|l| !l.trim().is_empty()), item.flatten()) {
                (Some(next), Some(item)) if indent(next) > item => item,
                (Some(next), None) if opens => indent(next).saturating_sub(1),
                _ => return line.1,
            }
        } else {
            let levels = self.levels(line.0);
            let meant = if levels.contains(&own) {
                own
            } else {
                levels.into_iter().filter(|level| *level > own).min().unwrap_or(own)
            };
            // What a key opens stands deeper than the key was meant to stand.
            match self.text[line.1..].lines().find(|l| !l.trim().is_empty()).map(indent) {
                Some(next) if opens && next > own => meant.min(next - 1),
                _ => meant,
            }
        };
        let mut end = self.block_end(line, meant + 1);
        // Items may stand at the level of their key, and so do closing brackets.
        let beside = |l: &str| {
            let rest = l.trim_start();
            indent(l) == meant && (opens && (rest.starts_with("- ") || rest == "-") || rest.starts_with([']', '}']))
        };
        loop {
            let next =
                self.text[end..].split_inclusive('\n').skip(1).scan(end, |_, l| Some(l)).find(|l| !l.trim().is_empty());
            let Some(next) = next.filter(|l| beside(l.trim_end())) else {
                return end;
            };
            let Some(at) = self.text[end..].find(next.trim_end()) else {
                return end;
            };
            let start = end + at;
            end = self.block_end((start, start + next.trim_end().len()), meant + 1);
        }
    }

    /// The levels of what is open above a line.
    fn levels(&self, before: usize) -> Vec<usize> {
        let mut levels = Vec::new();
        let mut least = usize::MAX;
        for line in self.text[..before].lines().rev() {
            let rest = line.trim_start();
            if rest.is_empty() || rest.starts_with('#') {
                continue;
            }
            for level in [content_column(line), indent(line)] {
                if level < least {
                    levels.push(level);
                    least = level;
                }
            }
            if least == 0 {
                break;
            }
        }
        levels
    }

    fn blank(&mut self, start: usize, end: usize) {
        let text = self.text.to_mut();
        let blanked: String =
            text[start..end].bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }).collect();
        text.replace_range(start..end, &blanked);
        self.lost.push((start, end));
    }

    /// Start and end of the line at an offset, without its break; the last line with text when this one is blank.
    fn line_at(&self, at: usize) -> Line {
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

    /// The end of the lines below that are indented at least so much.
    fn block_end(&self, line: Line, least: usize) -> usize {
        let text = &*self.text;
        let mut end = line.1;
        let mut at = line.1;
        while at < text.len() {
            let start = at + 1;
            let stop = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| start + n);
            let Some(content) = text.get(start..stop) else {
                break;
            };
            if !content.trim().is_empty() {
                if indent(content) < least {
                    break;
                }
                end = stop;
            }
            at = stop;
        }
        end
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the text of a line begins, behind the dashes of items.
fn content_column(line: &str) -> usize {
    let mut at = indent(line);
    while line[at..].starts_with("- ") {
        at += 1 + indent(&line[at + 1..]);
    }
    at
}

fn without_comment(line: &str) -> &str {
    line.find(" #").map_or(line, |at| &line[..at]).trim_end()
}
