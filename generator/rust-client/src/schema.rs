//! Types as OpenAPI 3.0 schemas, as plain as progenitor's types need them.

use ir::{
    Additional, Decl, DeclBody, DeclId, Field, IntegerFormat, Kind, NumberFormat, Object, Presence, StringFormat, Type,
};
use serde_json::{Map, Value, json};

use crate::level::Level;

impl Level<'_> {
    /// The schema of a type where it is used.
    pub(crate) fn schema(&mut self, ty: &Type, owner: &str) -> Value {
        let schema = self.kind(&ty.kind, owner);
        if !ty.nullable {
            return schema;
        }
        match schema {
            Value::Object(map) if map.contains_key("$ref") => json!({ "nullable": true, "allOf": [map] }),
            Value::Object(mut map) if !map.is_empty() => {
                map.insert("nullable".into(), true.into());
                Value::Object(map)
            }
            any => any,
        }
    }

    fn kind(&mut self, kind: &Kind, owner: &str) -> Value {
        match kind {
            // progenitor has no type for `never`; a value of it cannot exist, so any type serves.
            Kind::Any | Kind::Never | Kind::Null => json!({}),
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::Integer(format) => json!({ "type": "integer", "format": match format {
                IntegerFormat::Int32 => "int32",
                IntegerFormat::Int64 => "int64",
                IntegerFormat::Uint32 => "uint32",
                IntegerFormat::Uint64 => "uint64",
            }}),
            Kind::Number(NumberFormat::Float) => json!({ "type": "number", "format": "float" }),
            Kind::Number(NumberFormat::Double) => json!({ "type": "number", "format": "double" }),
            Kind::String(format) => match format {
                StringFormat::Date => json!({ "type": "string", "format": "date" }),
                StringFormat::DateTime => json!({ "type": "string", "format": "date-time" }),
                StringFormat::Uuid => json!({ "type": "string", "format": "uuid" }),
                _ => json!({ "type": "string" }),
            },
            Kind::Constant(value) => self.constant(value, owner),
            Kind::Array(item) => json!({ "type": "array", "items": self.schema(item, owner) }),
            Kind::Tuple { .. } => json!({ "type": "array", "items": {} }),
            Kind::Map(value) => json!({ "type": "object", "additionalProperties": self.schema(value, owner) }),
            Kind::Declared(id) => self.declared(*id),
        }
    }

    /// A constant text is a type of its own, so that nobody has to spell it.
    fn constant(&mut self, value: &Value, owner: &str) -> Value {
        match value {
            Value::String(_) => {
                let name = self.names.claim(owner);
                self.constants.push((name.clone(), value.clone()));
                self.place_holder(&name)
            }
            Value::Bool(_) => json!({ "type": "boolean" }),
            Value::Number(n) if n.is_i64() || n.is_u64() => json!({ "type": "integer", "format": "int64" }),
            Value::Number(_) => json!({ "type": "number" }),
            _ => json!({}),
        }
    }

    /// A named schema whose type we write ourselves: progenitor only needs the name.
    pub(crate) fn place_holder(&mut self, name: &str) -> Value {
        self.schemas.entry(name).or_insert_with(|| json!({ "type": "object", "properties": {} }));
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// A declaration where it is used. Other names for plain types are written out: a string stays a `String`.
    fn declared(&mut self, id: DeclId) -> Value {
        let api = self.api;
        if let DeclBody::Alias(ty) = &api.decl(id).body
            && !self.open_aliases.contains(&id)
        {
            // A named constant is one type, wherever it is used.
            if let (Kind::Constant(value @ Value::String(_)), false) = (&ty.kind, ty.nullable) {
                let name = self.names.decl(id).to_owned();
                if !self.constants.iter().any(|(known, _)| *known == name) {
                    self.constants.push((name.clone(), value.clone()));
                }
                return self.place_holder(&name);
            }
            self.open_aliases.push(id);
            let owner = self.names.decl(id).to_owned();
            let schema = self.schema(ty, &format!("{owner}Value"));
            self.open_aliases.pop();
            return schema;
        }
        // A recursive alias is any value: a type of Rust cannot be its own name.
        if self.open_aliases.contains(&id) {
            return json!({});
        }
        json!({ "$ref": format!("#/components/schemas/{}", self.names.decl(id)) })
    }

    /// Registers all declarations that have a type of their own.
    pub(crate) fn declarations(&mut self) {
        let api = self.api;
        for (index, decl) in api.decls.iter().enumerate() {
            let name = self.names.decl(DeclId(index as u32)).to_owned();
            match &decl.body {
                DeclBody::Object(object) => {
                    let schema = self.object(decl, object, &name);
                    self.schemas.insert(name, schema);
                }
                DeclBody::Enum(_) | DeclBody::Union(_) => {
                    self.place_holder(&name);
                }
                DeclBody::Alias(_) => {}
            }
        }
    }

    fn object(&mut self, decl: &Decl, object: &Object, name: &str) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        let mut idents: Vec<String> = Vec::new();
        for field in &object.fields {
            let ident = heck::ToSnakeCase::to_snake_case(field.wire());
            if idents.contains(&ident) {
                self.gap(
                    "field-name-collision",
                    &field.at,
                    "",
                    format!("`{}` cannot be told from another field", field.wire()),
                );
                continue;
            }
            idents.push(ident);
            properties.insert(field.wire().to_owned(), self.field(field, name));
            if field.presence == Presence::Required {
                required.push(Value::from(field.wire()));
            }
        }
        let mut schema = Map::new();
        schema.insert("type".into(), "object".into());
        if let Some(text) = decl.docs.description.as_ref().or(decl.docs.summary.as_ref()) {
            schema.insert("description".into(), text.clone().into());
        }
        match &object.additional {
            Additional::Typed(ty) if object.patterns.is_empty() => {
                let value = self.schema(ty, &format!("{name}Value"));
                schema.insert("additionalProperties".into(), value);
            }
            // Beside fields an open map would hide what is typed: unknown keys are ignored there.
            _ if object.fields.is_empty() => {
                schema.insert("additionalProperties".into(), json!({}));
            }
            _ => {}
        }
        schema.insert("properties".into(), Value::Object(properties));
        if !required.is_empty() {
            schema.insert("required".into(), Value::Array(required));
        }
        Value::Object(schema)
    }

    fn field(&mut self, field: &Field, owner: &str) -> Value {
        let schema = self.schema(&field.ty, &format!("{owner}{}", field.name.pascal()));
        let Some(text) = field.docs.description.as_ref().or(field.docs.summary.as_ref()) else { return schema };
        match schema {
            Value::Object(map) if map.contains_key("$ref") => json!({ "description": text, "allOf": [map] }),
            Value::Object(mut map) => {
                map.insert("description".into(), text.clone().into());
                Value::Object(map)
            }
            other => other,
        }
    }
}

/// Its key on the wire.
trait Wire {
    fn wire(&self) -> &str;
}

impl Wire for Field {
    fn wire(&self) -> &str {
        &self.name.wire
    }
}
