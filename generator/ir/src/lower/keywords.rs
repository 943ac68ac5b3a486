//! What becomes of each keyword of a schema: the list behind the account.

use std::collections::BTreeSet;

use model::Schema;

use super::coverage::CoverageStatus;

/// Extensions are counted together.
pub(super) fn known(key: &str) -> &str {
    if key.starts_with("x-") { "x-*" } else { key }
}

/// What becomes of a keyword of a schema that was taken in.
pub(super) fn keyword(schema: Schema<'_>, key: &str) -> CoverageStatus {
    let gap = |feature: &str| CoverageStatus::Gap(feature.to_owned());
    match key {
        "not" | "if" | "then" | "else" | "contains" | "minContains" | "maxContains" | "propertyNames"
        | "dependentRequired" | "dependentSchemas" | "dependencies" | "unevaluatedItems" | "contentSchema" => {
            CoverageStatus::Kept
        }
        "format" => match schema.types() {
            Some(types) if !types.contains(model::Types::STRING) => match schema.text("format") {
                Some(
                    "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "uint" | "float"
                    | "double",
                ) => CoverageStatus::Generated,
                _ => gap("format-of-number"),
            },
            _ => CoverageStatus::Generated,
        },
        "contentMediaType" => match schema.text("contentMediaType") {
            Some("application/octet-stream") => CoverageStatus::Generated,
            _ => gap("content-media-type"),
        },
        "xml" => gap("xml-keyword"),
        "$ref" if schema.reference().is_none() => gap("unresolved-reference"),
        "$dynamicRef" if schema.reference().is_some() => CoverageStatus::Generated,
        "$dynamicRef" | "$recursiveRef" => gap("dynamic-reference"),
        _ if key.starts_with("x-") => {
            let used = BTreeSet::from([
                "x-pii",
                "x-deprecated-at",
                "x-sunset",
                "x-replaced-by",
                "x-enum-varnames",
                "x-enumNames",
                "x-enum-names",
                "x-enum-keys",
                "x-enum-descriptions",
                "x-enumDescriptions",
                "x-enum-deprecated",
                "x-deprecated-enum",
            ]);
            if used.contains(key) { CoverageStatus::Generated } else { gap("extension-unused") }
        }
        "type"
        | "$ref"
        | "allOf"
        | "oneOf"
        | "anyOf"
        | "properties"
        | "required"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "patternProperties"
        | "items"
        | "prefixItems"
        | "enum"
        | "const"
        | "discriminator"
        | "nullable"
        | "contentEncoding"
        | "minimum"
        | "maximum"
        | "exclusiveMinimum"
        | "exclusiveMaximum"
        | "multipleOf"
        | "minLength"
        | "maxLength"
        | "pattern"
        | "minItems"
        | "maxItems"
        | "uniqueItems"
        | "minProperties"
        | "maxProperties"
        | "title"
        | "description"
        | "default"
        | "examples"
        | "example"
        | "deprecated"
        | "readOnly"
        | "writeOnly"
        | "externalDocs"
        | "$defs"
        | "$id"
        | "$anchor"
        | "$dynamicAnchor"
        | "$schema"
        | "$comment"
        | "$vocabulary" => CoverageStatus::Generated,
        _ => gap("unknown-keyword"),
    }
}
