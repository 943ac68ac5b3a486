//! Compares two descriptions: facts, rules, findings, verdict.
