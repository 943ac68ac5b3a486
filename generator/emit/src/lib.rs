//! Renders an Api to files, one module a target.
