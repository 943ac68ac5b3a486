//! The report for people.

use std::fmt::Write as _;

use super::{Report, Verdict};
use crate::finding::{Finding, Level};
use crate::notice::{Notice, Status};

pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        paragraph(&mut out, finding);
        out.push('\n');
    }
    let summary = report.summary();
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let verdict = match report.verdict() {
        Verdict::Pass => "passes",
        Verdict::Fail => "fails",
    };
    if report.findings.is_empty() {
        out.push_str("No changes. The gate passes.\n");
        return out;
    }
    let _ = write!(
        out,
        "{}, {}, {}",
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
        count(summary.infos, "note")
    );
    if summary.covered > 0 {
        let _ = write!(out, " ({} announced in time)", count(summary.covered, "breaking change"));
    }
    let _ = writeln!(out, ". The gate {verdict}.");
    out
}

fn paragraph(out: &mut String, finding: &Finding) {
    let operation = if finding.operation.is_empty() { String::new() } else { format!(" {}", finding.operation) };
    let _ = writeln!(out, "{}[{}]{operation}", finding.level.as_str(), finding.id);
    let _ = writeln!(out, "  {}", finding.message);
    if let Some(place) = &finding.old {
        let _ = writeln!(out, "  old: {place}");
    }
    if let Some(place) = &finding.new {
        let _ = writeln!(out, "  new: {place}");
    }
    if let Some(witness) = &finding.witness {
        let _ = writeln!(
            out,
            "  proof: {} is accepted by the {} {} only",
            witness.value, witness.accepted_by, witness.side
        );
    }
    if finding.level > Level::Info {
        let _ = writeln!(out, "  safe: {}", finding.safe_path);
    }
    if let Some(notice) = &finding.notice {
        let _ = writeln!(out, "  notice: {}", words(notice));
    }
}

fn words(notice: &Notice) -> String {
    let mut text = notice.status.as_str().to_owned();
    if let Some(day) = notice.announced {
        let _ = write!(text, ", announced {day}");
    }
    if let Some(day) = notice.sunset {
        let _ = write!(text, ", sunset {day}");
    }
    if let Some(days) = notice.days {
        let _ = write!(text, ", {days} days before the release");
    }
    if let Some(day) = notice.passes_on.filter(|_| notice.status != Status::Covered) {
        let _ = write!(text, ", passes on {day}");
    }
    if let Some(successor) = &notice.replaced_by {
        let _ = write!(text, ", replaced by {successor}");
    }
    text
}
