//! The covenant command: lint, bundle, generate, diff.
