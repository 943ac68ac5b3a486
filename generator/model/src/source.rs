//! Texts that were read, and places in them.

/// A text that was read: its path as the user would write it, and its content.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the root document's folder (the root itself: as given), with forward slashes.
    pub path: String,
    /// The whole text, UTF-8, without a byte order mark.
    pub text: String,
    /// Byte offset at which each line starts.
    lines: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes: a description may be one line of many megabytes.
    blocks: Vec<u32>,
}

/// Bytes whose characters are counted at once.
const BLOCK: usize = 128;

impl Source {
    /// How many characters start before a byte.
    fn characters_before(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let block = byte / BLOCK;
        let known = self.blocks.get(block).copied().unwrap_or(0);
        known + characters(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32
}

/// Which text of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes of one text. `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place as people read it. Line and column start at 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path of the text.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// All texts of one load. The root document is number 0.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        let mut blocks = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(blocks.last().copied().unwrap_or(0) + characters(block));
        }
        self.texts.push(Source { path: path.into(), text, lines, blocks });
        SourceId(self.texts.len() as u32 - 1)
    }

    /// Puts a folder before every path, for places that people read next to those of another description.
    pub fn shown_below(&mut self, folder: &str) {
        for text in &mut self.texts {
            text.path = format!("{folder}/{}", text.path);
        }
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.texts[id.0 as usize]
    }

    /// All texts in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.texts.iter().enumerate().map(|(i, s)| (SourceId(i as u32), s))
    }

    /// Where a span starts, as file, line and column.
    pub fn place(&self, span: Span) -> Place {
        let source = self.get(span.source);
        let line = source.lines.partition_point(|start| *start <= span.start).max(1);
        let start = source.lines[line - 1] as usize;
        let column = source.characters_before(span.start as usize) - source.characters_before(start) + 1;
        Place { file: source.path.clone(), line: line as u32, column }
    }

    /// The bytes that a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_across_blocks() {
        let mut sources = Sources::default();
        let text = format!("a: 1\n{}x", "é".repeat(3000));
        let id = sources.add("long.yaml", text.as_str());
        let at = text.len() as u32 - 1;
        let place = sources.place(Span { source: id, start: at, end: at + 1 });
        assert_eq!((place.line, place.column), (2, 3001));
        let past = sources.place(Span { source: id, start: at + 9, end: at + 9 });
        assert_eq!((past.line, past.column), (2, 3002));
    }
}
