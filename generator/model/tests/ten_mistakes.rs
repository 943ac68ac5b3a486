//! A description with ten different mistakes shows all ten of them, each with its place, in one run.

use model::{Limits, MemoryFiles, load};

#[test]
fn ten_mistakes_are_shown_in_one_run() {
    let text = include_str!("ten/openapi.yaml");
    let loaded = load("openapi.yaml", &MemoryFiles::one("openapi.yaml", text), Limits::default());
    let found: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.span.map_or(0, |s| loaded.sources.place(s).line), d.code))
        .collect();
    assert_eq!(
        found,
        [
            "5 syntax",
            "16 unknown-reference",
            "18 missing-file",
            "19 duplicate-key",
            "24 undefined-path-parameter",
            "26 duplicate-operation-id",
            "37 wrong-type",
            "38 bad-pattern",
            "40 reference-cycle",
            "48 alias-bomb",
        ]
    );
    assert!(!loaded.usable());
    assert!(loaded.resolved.is_some());
}
