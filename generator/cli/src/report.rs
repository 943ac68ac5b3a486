//! The coverage report: everything in the description is generated or stands here with its place.

use model::Resolved;
use serde_json::{Value, json};

use crate::generate::Generated;

/// The report as JSON: what was counted, what each target made, and every gap with file, line and column.
pub fn coverage(document: &Resolved, generated: &Generated, shown: impl Fn(&str) -> String) -> Value {
    let gaps: Vec<Value> = generated
        .gaps()
        .into_iter()
        .map(|gap| {
            json!({
                "feature": gap.feature,
                "target": gap.target.map(ir::Target::as_str),
                "file": shown(&gap.at.file),
                "line": gap.at.line,
                "column": gap.at.column,
                "pointer": gap.pointer,
                "advice": gap.advice,
            })
        })
        .collect();
    let targets: Vec<Value> = generated
        .made
        .iter()
        .map(|made| {
            json!({
                "target": made.job.target.as_str(),
                "files": made.package.files.len(),
                "bytes": made.package.files.iter().map(|f| f.text.len()).sum::<usize>(),
                "gaps": made.package.gaps.len(),
            })
        })
        .collect();
    let mut counted = generated.lowered.coverage(document);
    for entry in &mut counted.entries {
        entry.at.file = shown(&entry.at.file);
    }
    json!({ "targets": targets, "gaps": gaps, "coverage": counted.to_json() })
}
