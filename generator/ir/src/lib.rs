//! Lowers a resolved document to the language-neutral Api that every target renders.
