//! The catalogue of rule ids, as data: id, level, category, and the level that oasdiff gives the same id.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::finding::{Category, Level};

const TEXT: &str = include_str!("../catalogue.tsv");

/// A row of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The id of a rule.
    pub id: &'static str,
    /// The level before policy.
    pub level: Level,
    /// What kind of promise is touched.
    pub category: Category,
}

/// All rows by id.
pub fn catalogue() -> &'static BTreeMap<&'static str, Entry> {
    static ROWS: OnceLock<BTreeMap<&'static str, Entry>> = OnceLock::new();
    ROWS.get_or_init(|| {
        TEXT.lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let id = cells.next()?;
                let level = match cells.next()? {
                    "ERR" => Level::Error,
                    "WARN" => Level::Warning,
                    _ => Level::Info,
                };
                let category = match cells.next()? {
                    "AUTH" => Category::Auth,
                    "DEPLOY" => Category::Deploy,
                    "SDK" => Category::Sdk,
                    "LIFECYCLE" => Category::Lifecycle,
                    "DOC" => Category::Doc,
                    _ => Category::Wire,
                };
                Some((id, Entry { id, level, category }))
            })
            .collect()
    })
}
