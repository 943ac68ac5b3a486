//! Schemas compared by meaning.
//!
//! A schema is read as a *conjunction*: the set of schema objects that hold at a place together (the target of a `$ref`,
//! its siblings, every branch of `allOf`). Two spellings of the same conjunction are the same set, so that wrapping,
//! inlining and reordering leave no trace. Pairs of sets are compared once per direction and kept as a graph; recursion
//! is a cycle in that graph, and nothing is ever unrolled.

mod accepts;
mod bounds;
mod canon;
mod compare;
mod decimal;
mod effect;
mod fact;
mod objects;
mod pattern;
mod plain;
mod space;
mod union;
mod view;

pub(crate) use canon::canon;
pub(crate) use compare::{Engine, Mode, Occurrence, PairId};
pub(crate) use effect::Effects;
pub(crate) use fact::{Act, Keyword};
