//! Holds the register against the catalogue.

use std::collections::BTreeSet;

use super::{Mirror, all, schema};
use crate::catalogue::catalogue;

/// Rules whose level differs from the catalogue's, and why.
const LEVEL_CHANGES: &[(&str, &str)] = &[
    ("api-operation-id-removed", "the wire is untouched; an error in the profile `sdk`"),
    ("sdk-method-renamed", "the wire is untouched; an error in the profile `sdk`"),
];

#[test]
fn ids_are_the_catalogues() {
    for rule in all() {
        let row = catalogue().get(rule.id).unwrap_or_else(|| panic!("{} is not in the catalogue", rule.id));
        assert_eq!(row.category, rule.category, "{}", rule.id);
        let changed = LEVEL_CHANGES.iter().any(|(id, _)| *id == rule.id);
        assert_eq!(row.level != rule.level, changed, "{}: level", rule.id);
    }
    for id in schema::ids() {
        assert!(catalogue().contains_key(id.as_str()), "{id} is not in the catalogue");
    }
}

#[test]
fn ids_are_unique() {
    let mut seen = BTreeSet::new();
    for rule in all() {
        assert!(seen.insert(rule.id), "{} is registered twice", rule.id);
    }
}

#[test]
fn mirrors_exist() {
    let ids: BTreeSet<&str> = all().map(|r| r.id).collect();
    for rule in all() {
        match rule.mirror {
            Mirror::Rule(other) => assert!(ids.contains(other), "{}: mirror {other} does not exist", rule.id),
            Mirror::Waived(reason) => assert!(reason.len() > 10, "{}: a waiver needs a reason", rule.id),
        }
    }
}

#[test]
fn every_rule_tells_its_story() {
    for rule in all() {
        assert!(!rule.summary().is_empty() && !rule.why().is_empty() && !rule.safe_path().is_empty(), "{}", rule.id);
    }
    for family in schema::FAMILIES {
        assert!(!super::section(family.source, "Why it breaks: ").is_empty(), "{}", family.source);
        assert!(!super::section(family.source, "Safe path: ").is_empty(), "{}", family.source);
    }
}

#[test]
fn files_are_named_after_ids() {
    for rule in all() {
        let own = format!("include_str!(\"{}.rs\")", rule.id.replace('-', "_"));
        assert!(rule.source.contains(&own), "{}: the file is not named after the rule", rule.id);
    }
}
