//! Operations for progenitor: one body, one success type, one error type; the rest are gaps.

use ir::{Content, ContentKind, Kind, Location, Operation, Param, PathSegment, Response, Status, Style, Type};
use serde_json::{Map, Value, json};

use crate::level::{Level, Levelled};

/// What a response holds, as progenitor tells them apart.
#[derive(Clone, PartialEq)]
enum Holds {
    Json(Type),
    Raw,
    Nothing,
}

impl Level<'_> {
    /// All operations that can be said.
    pub(crate) fn operations(&mut self) -> Vec<Levelled> {
        let api = self.api;
        (0..api.operations.len())
            .filter_map(|index| self.operation(index).map(|operation| Levelled { index, operation }))
            .collect()
    }

    /// The gap of an operation that is left out.
    pub(crate) fn drop_operation(&mut self, operation: &Operation, feature: &str, why: &str) {
        let advice = format!(
            "{} {} (`{}`) is not in the Rust client: {why}. Call it through `Client::client()`",
            operation.method.as_str(),
            operation.path,
            operation.id.wire
        );
        self.gap(feature, &operation.at, &operation.pointer, advice);
    }

    fn operation(&mut self, index: usize) -> Option<Value> {
        let operation = &self.api.operations[index];
        let name = self.names.operation(index).to_owned();
        let mut parameters = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for param in &operation.params {
            if seen.contains(&param.name.wire.as_str()) {
                if param.required {
                    self.drop_operation(operation, "parameters-of-one-name", "two required parameters share a name");
                    return None;
                }
                self.param_gap(operation, param, "parameters-of-one-name");
                continue;
            }
            match self.parameter(param, &name) {
                Ok(value) => {
                    seen.push(&param.name.wire);
                    parameters.push(value);
                }
                Err(feature) if param.required => {
                    self.drop_operation(
                        operation,
                        feature,
                        &format!("its required parameter `{}` cannot be sent", param.name.wire),
                    );
                    return None;
                }
                Err(feature) => self.param_gap(operation, param, feature),
            }
        }
        for segment in &operation.segments {
            if let PathSegment::Param(wire) = segment
                && !seen.contains(&wire.as_str())
            {
                self.drop_operation(operation, "path-parameter", "a parameter of its path is not defined");
                return None;
            }
        }
        let mut out = Map::new();
        out.insert("operationId".into(), name.clone().into());
        if let Some(summary) = &operation.docs.summary {
            out.insert("summary".into(), summary.clone().into());
        }
        if let Some(description) = &operation.docs.description {
            out.insert("description".into(), description.clone().into());
        }
        out.insert("parameters".into(), Value::Array(parameters));
        if let Some(body) = &operation.body {
            match self.body(operation, &body.contents, &name) {
                Some(content) => {
                    out.insert("requestBody".into(), json!({ "required": true, "content": content }));
                }
                None if body.required => {
                    self.drop_operation(
                        operation,
                        "request-media-type",
                        "progenitor cannot write any of its media types",
                    );
                    return None;
                }
                None => {}
            }
        }
        let responses = self.responses(operation, &name);
        out.insert("responses".into(), responses);
        Some(Value::Object(out))
    }

    fn param_gap(&mut self, operation: &Operation, param: &Param, feature: &str) {
        let advice = format!(
            "optional parameter `{}` of `{}` cannot be sent by the Rust client",
            param.name.wire, operation.id.wire
        );
        self.gap(feature, &param.at, "", advice);
    }

    fn parameter(&mut self, param: &Param, owner: &str) -> Result<Value, &'static str> {
        let (location, style) = match param.location {
            Location::Path if param.style == Style::Simple => ("path", "simple"),
            Location::Path => return Err("path-parameter-style"),
            Location::Query if param.style == Style::DeepObject => return Err("parameter-style-deep-object"),
            Location::Query => ("query", "form"),
            Location::Header => ("header", "simple"),
            Location::Cookie => return Err("cookie-parameter"),
        };
        let owner = format!("{owner} {}", param.name.snake());
        let joined = || json!({ "type": "string" });
        let schema = match self.plain(&param.ty) {
            // The text is the caller's: JSON, or values with commas, spaces or bars between them.
            _ if param.content.is_some() => joined(),
            Plain::Scalar => self.schema(
                &Type { nullable: false, ..param.ty.clone() },
                &heck::ToPascalCase::to_pascal_case(owner.as_str()),
            ),
            Plain::List if param.location == Location::Query && param.style == Style::Form && param.explode => {
                json!({ "type": "array", "items": { "type": "string" } })
            }
            Plain::List => joined(),
            Plain::Other if param.location == Location::Query && param.explode => {
                return Err("parameter-style-form-object");
            }
            Plain::Other => joined(),
        };
        let mut value = json!({ "name": param.name.wire, "in": location, "style": style, "required": param.required, "schema": schema });
        if let (Some(text), Value::Object(map)) = (&param.docs.description, &mut value) {
            map.insert("description".into(), text.clone().into());
        }
        Ok(value)
    }

    fn plain(&self, ty: &Type) -> Plain {
        let mut ty = ty;
        for _ in 0..64 {
            match &ty.kind {
                Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) | Kind::Constant(_) => {
                    return Plain::Scalar;
                }
                Kind::Array(_) | Kind::Tuple { .. } => return Plain::List,
                Kind::Declared(id) => match &self.api.decl(*id).body {
                    ir::DeclBody::Enum(e) if matches!(e.base, Kind::String(_) | Kind::Integer(_)) => {
                        return Plain::Scalar;
                    }
                    ir::DeclBody::Alias(next) => ty = next,
                    _ => return Plain::Other,
                },
                _ => return Plain::Other,
            }
        }
        Plain::Other
    }

    fn body(&mut self, operation: &Operation, contents: &[Content], owner: &str) -> Option<Value> {
        let owner = heck::ToPascalCase::to_pascal_case(format!("{owner} body").as_str());
        let sayable = |c: &Content| {
            matches!(c.kind, ContentKind::Json | ContentKind::Form(_) | ContentKind::Binary)
                || c.media_type == "text/plain"
        };
        let chosen = contents.iter().position(sayable);
        for (i, other) in contents.iter().enumerate() {
            if Some(i) != chosen {
                let advice = format!(
                    "`{}` is sent by the Rust client in another media type, not as {}",
                    operation.id.wire, other.media_type
                );
                self.gap("request-media-type", &other.at, "", advice);
            }
        }
        let content = &contents[chosen?];
        Some(match &content.kind {
            ContentKind::Json => json!({ "application/json": { "schema": self.schema(&content.ty, &owner) } }),
            ContentKind::Form(_) => {
                json!({ "application/x-www-form-urlencoded": { "schema": self.schema(&content.ty, &owner) } })
            }
            ContentKind::Binary => {
                json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
            }
            _ => json!({ "text/plain": { "schema": { "type": "string" } } }),
        })
    }

    fn responses(&mut self, operation: &Operation, owner: &str) -> Value {
        let has_success = operation.successes().next().is_some();
        let mut good: Vec<(String, Holds, &Response)> = Vec::new();
        let mut bad: Vec<(String, Holds, &Response)> = Vec::new();
        for response in &operation.responses {
            let holds = holds(response);
            match response.status {
                status if status.is_success() => good.push((status.to_string(), holds, response)),
                Status::Default if !has_success => {
                    good.push(("2XX".into(), holds.clone(), response));
                    bad.push(("4XX".into(), holds.clone(), response));
                    bad.push(("5XX".into(), holds, response));
                }
                Status::Default => {
                    bad.push(("4XX".into(), holds.clone(), response));
                    bad.push(("5XX".into(), holds, response));
                }
                Status::Exact(400..=599) | Status::Range(4 | 5) => {
                    bad.push((response.status.to_string(), holds, response))
                }
                // 1XX and 3XX never reach the caller as a documented answer; they are unexpected responses.
                _ => {}
            }
        }
        // An exact range stands before what `default` stands for.
        bad.sort_by(|a, b| a.0.cmp(&b.0));
        bad.dedup_by(|a, b| a.0 == b.0);
        let mut out = Map::new();
        self.group(operation, good, &format!("{owner} success"), &mut out);
        self.group(operation, bad, &format!("{owner} failure"), &mut out);
        Value::Object(out)
    }

    /// Makes one type of all responses of a group.
    fn group(
        &mut self,
        operation: &Operation,
        all: Vec<(String, Holds, &Response)>,
        owner: &str,
        out: &mut Map<String, Value>,
    ) {
        let mut types: Vec<Type> = Vec::new();
        for (_, holds, _) in &all {
            if let Holds::Json(ty) = holds
                && !types.contains(ty)
            {
                types.push(ty.clone());
            }
        }
        let kind = if !types.is_empty() {
            Holds::Json(Type::plain(Kind::Any))
        } else if all.iter().any(|(_, h, _)| *h == Holds::Raw) {
            Holds::Raw
        } else {
            Holds::Nothing
        };
        let owner = heck::ToPascalCase::to_pascal_case(owner);
        let schema = match types.as_slice() {
            [] => None,
            [one] => Some(self.schema(one, &owner)),
            _ => {
                let name = self.names.claim(&owner);
                let holder = self.place_holder(&name);
                self.outcomes.push((name, types));
                Some(holder)
            }
        };
        // Within a group all have one type: an exact status that a range covers says nothing more.
        let ranges: Vec<String> = all.iter().map(|(s, _, _)| s.clone()).filter(|s| s.ends_with("XX")).collect();
        for (status, holds, response) in all {
            if !status.ends_with("XX") && ranges.iter().any(|r| r.starts_with(&status[..1])) {
                continue;
            }
            let text = response.description.clone().unwrap_or_default();
            let content = match (&kind, &holds) {
                (Holds::Json(_), Holds::Json(_)) => json!({ "application/json": { "schema": schema } }),
                (Holds::Raw, Holds::Raw | Holds::Nothing) => json!({ "application/octet-stream": {} }),
                (Holds::Nothing, _) => json!({}),
                _ => {
                    let advice = format!(
                        "response {status} of `{}` reaches the caller of the Rust client as an unexpected response, whole",
                        operation.id.wire
                    );
                    self.gap("response-without-type", &response.at, "", advice);
                    continue;
                }
            };
            out.insert(status, json!({ "description": text, "content": content }));
        }
    }
}

enum Plain {
    Scalar,
    List,
    Other,
}

fn holds(response: &Response) -> Holds {
    match response.contents.iter().find(|c| c.kind == ContentKind::Json) {
        Some(content) => Holds::Json(content.ty.clone()),
        None if response.contents.is_empty() => Holds::Nothing,
        None => Holds::Raw,
    }
}
