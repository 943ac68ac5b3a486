//! Reads OpenAPI text into a span-keeping tree, a resolved 3.1 document and diagnostics.
