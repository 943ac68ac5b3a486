//! The report for programs. These types are the contract; the core types are not written out themselves.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Report, Verdict};
use crate::finding::{Finding, Witness};
use crate::notice::Notice;

/// A comparison of two descriptions.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
struct JsonReport {
    /// The version of this contract.
    version: u32,
    /// `pass` or `fail`.
    verdict: JsonVerdict,
    /// How many findings of each kind.
    summary: JsonSummary,
    /// Errors first, then by operation, rule and place.
    findings: Vec<JsonFinding>,
}

/// Whether the change may be released.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum JsonVerdict {
    /// Nothing stands against it.
    Pass,
    /// At least one error.
    Fail,
}

/// How many findings of each kind.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonSummary {
    /// Findings of level `error`.
    errors: usize,
    /// Findings of level `warning`.
    warnings: usize,
    /// Findings of level `info`.
    infos: usize,
    /// Breaking changes that an announcement covers.
    covered: usize,
}

/// A judged difference.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonFinding {
    /// The rule that found it.
    id: String,
    /// `error`, `warning` or `info`.
    level: String,
    /// `WIRE`, `AUTH`, `DEPLOY`, `SDK`, `LIFECYCLE` or `DOC`.
    category: String,
    /// What it does on the wire: `none`, `possible` or `breaking`.
    wire: String,
    /// What it does to generated source code: `none`, `possible` or `breaking`.
    sdk: String,
    /// `METHOD path`; empty when it concerns the whole document.
    operation: String,
    /// JSON Pointer into the new description; into the old one for what is gone.
    pointer: String,
    /// Where it stood.
    old: Option<JsonPlace>,
    /// Where it stands now; for what is gone, what held it.
    new: Option<JsonPlace>,
    /// What happened, in a sentence.
    message: String,
    /// How to make the change without breaking anyone.
    safe_path: String,
    /// A value that one of the two schemas accepts and the other refuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<JsonWitness>,
    /// What was announced, for a breaking change.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<JsonNotice>,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonPlace {
    /// Path of the file, as it was given.
    file: String,
    /// Line, from 1.
    line: u32,
    /// Column in characters, from 1.
    column: u32,
}

/// The proof of a schema error.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonWitness {
    /// `request` or `response`.
    side: String,
    /// The value.
    value: serde_json::Value,
    /// `old` or `new`: the schema that accepts it; the other one refuses it.
    accepted_by: String,
}

/// The announcement of a breaking change.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonNotice {
    /// `covered`, `notice-missing`, `notice-not-published`, `notice-too-short`, `notice-scope-mismatch`,
    /// `notice-backdated`, `removed-before-sunset` or `notice-undated`.
    status: String,
    /// The day from which the period counts, `YYYY-MM-DD`.
    announced: Option<String>,
    /// The promised end, `YYYY-MM-DD`.
    sunset: Option<String>,
    /// The day of the release that makes the change, `YYYY-MM-DD`.
    release: Option<String>,
    /// Whole days from the announcement to the release.
    days: Option<i64>,
    /// The first day on which the change would pass, `YYYY-MM-DD`.
    passes_on: Option<String>,
    /// What takes the place of what goes.
    replaced_by: Option<String>,
}

pub(super) fn render(report: &Report) -> String {
    let summary = report.summary();
    let json = JsonReport {
        version: 1,
        verdict: match report.verdict() {
            Verdict::Pass => JsonVerdict::Pass,
            Verdict::Fail => JsonVerdict::Fail,
        },
        summary: JsonSummary {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            covered: summary.covered,
        },
        findings: report.findings.iter().map(finding).collect(),
    };
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

fn finding(f: &Finding) -> JsonFinding {
    let place = |p: &model::Place| JsonPlace { file: p.file.clone(), line: p.line, column: p.column };
    JsonFinding {
        id: f.id.to_owned(),
        level: f.level.as_str().to_owned(),
        category: f.category.as_str().to_owned(),
        wire: f.wire.as_str().to_owned(),
        sdk: f.sdk.as_str().to_owned(),
        operation: f.operation.clone(),
        pointer: f.pointer.clone(),
        old: f.old.as_ref().map(place),
        new: f.new.as_ref().map(place),
        message: f.message.clone(),
        safe_path: f.safe_path.clone(),
        witness: f.witness.as_ref().map(witness),
        notice: f.notice.as_ref().map(notice),
    }
}

fn witness(w: &Witness) -> JsonWitness {
    JsonWitness { side: w.side.to_owned(), value: w.value.clone(), accepted_by: w.accepted_by.to_owned() }
}

fn notice(n: &Notice) -> JsonNotice {
    let text = |d: Option<crate::Date>| d.map(|d| d.to_string());
    JsonNotice {
        status: n.status.as_str().to_owned(),
        announced: text(n.announced),
        sunset: text(n.sunset),
        release: text(n.release),
        days: n.days,
        passes_on: text(n.passes_on),
        replaced_by: n.replaced_by.clone(),
    }
}

/// The JSON Schema of [`Report::json`].
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(JsonReport).into()
}
