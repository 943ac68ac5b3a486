//! GENERATED from spec/: types, one trait a tag, poem-openapi delegators.
