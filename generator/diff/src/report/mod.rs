//! What a comparison says, and in which forms.

mod json;
mod text;

use crate::finding::{Finding, Level};

pub use json::json_schema;

/// Whether the change may be released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing stands against it.
    Pass,
    /// At least one error.
    Fail,
}

/// The end of a run of the command line, as a process tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing stands against the change.
    Pass,
    /// The gate failed.
    Failed,
    /// The command was used in a wrong way.
    Usage,
    /// A description does not load.
    Unreadable,
    /// The register of releases was tampered with.
    Registry,
    /// Something could not be decided, and that was not allowed.
    Undecided,
}

impl Exit {
    /// The number: 0 to 5, in this order.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// How many findings of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
    /// Breaking changes that an announcement covers.
    pub covered: usize,
}

/// The result of a comparison: findings in a stable order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Errors first; then by operation, rule and place.
    pub findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn new(mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| {
            let key = |f: &'_ Finding| (std::cmp::Reverse(f.level), f.operation.clone(), f.id, f.pointer.clone());
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        findings.dedup();
        Self { findings }
    }

    /// Whether the change may be released.
    pub fn verdict(&self) -> Verdict {
        if self.findings.iter().any(|f| f.level == Level::Error) { Verdict::Fail } else { Verdict::Pass }
    }

    /// The exit code of the verdict.
    pub fn exit(&self) -> Exit {
        match self.verdict() {
            Verdict::Pass => Exit::Pass,
            Verdict::Fail => Exit::Failed,
        }
    }

    /// How many findings of each level.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for finding in &self.findings {
            match finding.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Info => summary.infos += 1,
            }
            let covered = |n: &crate::Notice| n.status == crate::Status::Covered;
            summary.covered += usize::from(finding.notice.as_ref().is_some_and(covered));
        }
        summary
    }

    /// One paragraph a finding, then a summary line.
    pub fn text(&self) -> String {
        text::render(self)
    }

    /// The public contract of programs; [`json_schema`] describes it.
    pub fn json(&self) -> String {
        json::render(self)
    }
}
