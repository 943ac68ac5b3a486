//! The 3.0 document that progenitor gets to see.

use ir::{Api, DeclId, Gap, Target};
use model::Place;
use serde_json::{Map, Value, json};

use crate::names::Names;

/// The document in the making.
pub(crate) struct Level<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: Names,
    /// `components.schemas`
    pub(crate) schemas: Map<String, Value>,
    /// Constant texts that are types: name, value
    pub(crate) constants: Vec<(String, Value)>,
    /// Unions of several success or error types: name, schema of each
    pub(crate) outcomes: Vec<(String, Vec<ir::Type>)>,
    /// Aliases that are being written out
    pub(crate) open_aliases: Vec<DeclId>,
    pub(crate) gaps: Vec<Gap>,
}

/// One operation for progenitor.
#[derive(Debug, Clone)]
pub(crate) struct Levelled {
    /// Index into [`Api::operations`]
    pub(crate) index: usize,
    pub(crate) operation: Value,
}

impl<'a> Level<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        let names = Names::of(api);
        Self {
            api,
            names,
            schemas: Map::new(),
            constants: Vec::new(),
            outcomes: Vec::new(),
            open_aliases: Vec::new(),
            gaps: Vec::new(),
        }
    }

    pub(crate) fn gap(&mut self, feature: &str, at: &Place, pointer: &str, advice: String) {
        self.gaps.push(Gap {
            feature: feature.to_owned(),
            target: Some(Target::Rust),
            at: at.clone(),
            pointer: pointer.to_owned(),
            advice,
        });
    }

    /// A whole document with these operations.
    pub(crate) fn document(&self, operations: &[Levelled]) -> Value {
        let mut paths = Map::new();
        for levelled in operations {
            let operation = &self.api.operations[levelled.index];
            let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            if let Value::Object(item) = item {
                item.insert(operation.method.as_str().to_lowercase(), levelled.operation.clone());
            }
        }
        json!({
            "openapi": "3.0.3",
            "info": { "title": self.api.info.title, "version": self.api.info.version },
            "paths": paths,
            "components": { "schemas": self.schemas },
        })
    }
}
