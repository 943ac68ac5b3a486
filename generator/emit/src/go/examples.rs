//! Calls as a reader would write them: compiled as Go examples, shown in the README and the reference.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ir::{Content, ContentKind, Decl, DeclBody, DeclId, Field, Json, Kind, Object, Presence, StringFormat, Type};

use super::model::Model;
use super::names::{Names, PackageName, pascal, pascal_wire};
use super::operations::body_argument;
use super::plan::{Call, Gives, MethodPlan, ResourcePlan};
use super::text::quote;
use super::types::METHODS;

/// How deep values of examples go.
const DEPTH: u8 = 4;

/// Writes values of the API's types as Go expressions.
pub(super) struct Examples<'m, 'a> {
    model: &'m Model<'a>,
    /// Names of the constants of each enum, by declaration
    constants: &'m [Vec<String>],
    /// How the package is called where it is imported
    alias: String,
    module: String,
}

impl<'m, 'a> Examples<'m, 'a> {
    pub(super) fn new(model: &'m Model<'a>, constants: &'m [Vec<String>], package: &PackageName) -> Self {
        let clash = ["client", "context", "fmt", "io", "log", "strings", "time", "err", "result", "item", "ctx"];
        let alias = if clash.contains(&package.package.as_str()) { "sdk".to_owned() } else { package.package.clone() };
        Self { model, constants, alias, module: package.module.clone() }
    }

    /// The import of the package.
    fn import(&self) -> String {
        let same = self.module.rsplit('/').next() == Some(self.alias.as_str());
        if same { quote(&self.module) } else { format!("{} {}", self.alias, quote(&self.module)) }
    }

    /// A file of imports and what stands after them.
    pub(super) fn file(&self, head: &str, body: &str) -> String {
        let mut imports: Vec<String> = [
            ("context", "context."),
            ("fmt", "fmt."),
            ("io", "io."),
            ("log", "log."),
            ("strings", "strings."),
            ("time", "time."),
        ]
        .iter()
        .filter(|(_, mark)| super::uses(body, mark))
        .map(|(path, _)| format!("\t\"{path}\"\n"))
        .collect();
        imports.sort();
        format!("{head}\nimport (\n{}\n\t{}\n)\n\n{body}", imports.concat(), self.import())
    }

    /// The examples of a resource, one a method that is the first of its operation.
    pub(super) fn of_resource(&self, plan: &ResourcePlan<'_>) -> String {
        let mut out = String::new();
        for call in &plan.calls {
            if let Some(method) = call.methods.first() {
                if !out.is_empty() {
                    out.push('\n');
                }
                let _ =
                    writeln!(out, "func Example{}_{}() {{\n{}}}", plan.ty, method.name, self.call(plan, call, method));
            }
        }
        out
    }

    /// A whole program around a call.
    pub(super) fn program(&self, plan: &ResourcePlan<'_>, call: &Call<'_>, method: &MethodPlan<'_>) -> String {
        self.file("package main\n", &format!("func main() {{\n{}}}\n", self.call(plan, call, method)))
    }

    /// The statements of a call: the client, the call, what comes of it.
    pub(super) fn call(&self, plan: &ResourcePlan<'_>, call: &Call<'_>, method: &MethodPlan<'_>) -> String {
        let sdk = &self.alias;
        let mut out = format!("\tctx := context.Background()\n\tclient, err := {sdk}.New({})\n", self.credentials());
        out.push_str("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n");
        let mut args = vec!["ctx".to_owned()];
        for (param, _) in &call.path {
            let example = param.docs.examples.first().or(param.default.as_ref());
            args.push(self.value(&param.ty, example, &param.name.wire, None, 0));
        }
        if let Some(content) = method.body {
            args.push(self.body(call, content));
        }
        if let Some(params) = &call.params {
            let fields: Vec<(String, String)> = call
                .others
                .iter()
                .filter(|(p, _)| p.required)
                .filter_map(|(p, field)| {
                    let example = p.docs.examples.first().or(p.default.as_ref());
                    let value = self.slot(&p.ty, Presence::Required, example, &p.name.wire, None, 0);
                    field.as_ref().map(|f| (f.clone(), value))
                })
                .collect();
            args.push(self.literal(&format!("{sdk}.{params}"), &fields, 1));
        }
        let target = format!("client.{}.{}({})", plan.field, method.name, args.join(", "));
        let fatal = "if err != nil {\n\t\tlog.Fatal(err)\n\t}\n";
        match &method.gives {
            Gives::Nothing => {
                let _ = write!(out, "\tif err := {target}; err != nil {{\n\t\tlog.Fatal(err)\n\t}}\n");
            }
            Gives::Pages | Gives::Events(_) | Gives::Lines(_) => {
                let item = if matches!(method.gives, Gives::Events(_)) { "item.Data" } else { "item" };
                let _ = write!(
                    out,
                    "\tfor item, err := range {target} {{\n\t\tif err != nil {{\n\t\t\tlog.Fatal(err)\n\t\t}}\n\t\tfmt.Println({item})\n\t}}\n"
                );
            }
            Gives::Bytes => {
                let _ = write!(
                    out,
                    "\tresult, err := {target}\n\t{fatal}\tdefer func() {{ _ = result.Close() }}()\n\t_, _ = io.Copy(io.Discard, result)\n"
                );
            }
            Gives::Json(_) | Gives::Text | Gives::Outcome(_) => {
                let _ = write!(out, "\tresult, err := {target}\n\t{fatal}\tfmt.Println(result)\n");
            }
        }
        out
    }

    /// The option for the credentials that most operations want.
    fn credentials(&self) -> String {
        let sdk = &self.alias;
        let api = self.model.api;
        let kinds = || api.security_schemes.iter().map(|s| &s.kind);
        let client = |k: &ir::SecurityKind| matches!(k, ir::SecurityKind::OAuth2(flows) if flows.iter().any(|f| f.kind == ir::FlowKind::ClientCredentials));
        let mut options = Vec::new();
        if api.servers.iter().all(|s| !s.url.starts_with("http")) {
            options.push(format!("{sdk}.WithBaseURL(\"https://api.example.com\")"));
        }
        if kinds().any(client) {
            options.push(format!("{sdk}.WithClientCredentials(\"id\", \"secret\")"));
        } else if kinds().any(|k| {
            matches!(k, ir::SecurityKind::OAuth2(_) | ir::SecurityKind::Bearer(_) | ir::SecurityKind::OpenIdConnect(_))
        }) {
            options.push(format!("{sdk}.WithToken(\"token\")"));
        } else if kinds().any(|k| matches!(k, ir::SecurityKind::Basic)) {
            options.push(format!("{sdk}.WithBasicAuth(\"user\", \"password\")"));
        } else if kinds().any(|k| {
            matches!(
                k,
                ir::SecurityKind::ApiKeyHeader(_)
                    | ir::SecurityKind::ApiKeyQuery(_)
                    | ir::SecurityKind::ApiKeyCookie(_)
            )
        }) {
            options.push(format!("{sdk}.WithAPIKey(\"key\")"));
        }
        options.join(", ")
    }

    fn body(&self, call: &Call<'_>, content: &Content) -> String {
        let required = call.op.body.as_ref().is_some_and(|b| b.required);
        let example = content.examples.first().map(|e| &e.value).or_else(|| self.docs_example(&content.ty));
        match &content.kind {
            ContentKind::Json | ContentKind::Form(_) | ContentKind::Multipart(_) => {
                let argument = body_argument(self.model, required, content);
                if argument == "File" {
                    return format!("{}.FileOf(\"file\", strings.NewReader(\"content\"))", self.alias);
                }
                if argument.starts_with('*') {
                    if example.is_none() {
                        return "nil".to_owned();
                    }
                    return self.pointer(&content.ty, example, 1);
                }
                if argument.starts_with("Nullable[") {
                    return self.slot(&content.ty, Presence::Required, example, "body", None, 1);
                }
                self.value(&content.ty, example, "body", None, 0)
            }
            ContentKind::Text | ContentKind::Xml if required => quote(example.and_then(Json::as_str).unwrap_or("text")),
            ContentKind::Text | ContentKind::Xml | ContentKind::JsonLines => "nil".to_owned(),
            ContentKind::EventStream | ContentKind::Binary => "strings.NewReader(\"content\")".to_owned(),
        }
    }

    fn docs_example(&self, ty: &Type) -> Option<&'a Json> {
        match &ty.kind {
            Kind::Declared(id) => self.model.decl(*id).docs.examples.first(),
            _ => None,
        }
    }

    /// A Go type where the package is imported.
    fn ty(&self, ty: &Type, owner: Option<DeclId>) -> String {
        qualify(&self.model.ty(ty, owner), &self.alias)
    }

    /// A value where a property or parameter stands.
    fn slot(
        &self,
        ty: &Type,
        presence: Presence,
        json: Option<&Json>,
        hint: &str,
        owner: Option<DeclId>,
        depth: u8,
    ) -> String {
        let sdk = &self.alias;
        let slot = qualify(&self.model.slot(ty, presence, owner), sdk);
        let itself = self.model.holds_itself(ty, owner);
        let plain = |json| {
            if itself { self.pointer(ty, json, depth) } else { self.value(ty, json, hint, owner, depth) }
        };
        for (wrapper, make) in [("Optional", "Some"), ("Nullable", "NonNull")] {
            if let Some(inner) = slot.strip_prefix(&format!("{sdk}.{wrapper}[")).and_then(|s| s.strip_suffix(']')) {
                if wrapper == "Nullable" && json.is_none_or(Json::is_null) {
                    return format!("{sdk}.Null[{inner}]()");
                }
                let value = plain(json);
                let text = matches!(self.model.resolve(ty).kind, Kind::String(_));
                return if text && value.starts_with('"') || inner == "bool" || value.starts_with(inner) {
                    format!("{sdk}.{make}({value})")
                } else {
                    format!("{sdk}.{make}[{inner}]({value})")
                };
            }
        }
        plain(json)
    }

    /// A pointer to a value.
    fn pointer(&self, ty: &Type, json: Option<&Json>, depth: u8) -> String {
        let value = self.value(ty, json, "value", None, depth);
        let plain = self.ty(ty, None);
        if value.starts_with(&format!("{plain}{{")) {
            format!("&{value}")
        } else if plain == "string" && value.starts_with('"') {
            format!("{}.Ptr({value})", self.alias)
        } else {
            format!("{}.Ptr[{plain}]({value})", self.alias)
        }
    }

    /// A value that is not null, of the example as far as it fits.
    fn value(&self, ty: &Type, json: Option<&Json>, hint: &str, owner: Option<DeclId>, depth: u8) -> String {
        let sdk = &self.alias;
        match &ty.kind {
            Kind::Any | Kind::Never | Kind::Null => match json {
                Some(Json::String(s)) => quote(s),
                Some(Json::Bool(b)) => b.to_string(),
                Some(Json::Number(n)) => n.to_string(),
                _ => "nil".to_owned(),
            },
            Kind::Boolean => json.and_then(Json::as_bool).unwrap_or(true).to_string(),
            Kind::Integer(format) => {
                let fits = |n: i64| match format {
                    ir::IntegerFormat::Int32 => i32::try_from(n).is_ok(),
                    ir::IntegerFormat::Int64 => true,
                    ir::IntegerFormat::Uint32 => u32::try_from(n).is_ok(),
                    ir::IntegerFormat::Uint64 => n >= 0,
                };
                json.and_then(Json::as_i64).filter(|n| fits(*n)).unwrap_or(1).to_string()
            }
            Kind::Number(_) => match json {
                Some(Json::Number(n)) if n.as_f64().is_some_and(|f| f.abs() < 1e30) => n.to_string(),
                _ => "1.5".to_owned(),
            },
            Kind::String(format) => match format {
                StringFormat::DateTime => "time.Now()".to_owned(),
                StringFormat::Date => format!("{sdk}.DateOf(time.Now())"),
                StringFormat::Base64 => "[]byte(\"content\")".to_owned(),
                StringFormat::Binary if self.ty(ty, owner).ends_with(".File") => {
                    format!("{sdk}.FileOf(\"file\", strings.NewReader(\"content\"))")
                }
                _ => quote(json.and_then(Json::as_str).filter(|s| s.len() <= 200).unwrap_or(hint)),
            },
            Kind::Constant(v) => super::types::literal(v),
            Kind::Array(item) => {
                let list = json.and_then(Json::as_array);
                let plain = self.ty(ty, owner);
                if depth >= DEPTH {
                    return format!("{plain}{{}}");
                }
                let items: Vec<String> = match list {
                    Some(list) => {
                        list.iter().take(3).map(|v| self.item(item, Some(v), hint, owner, depth + 1)).collect()
                    }
                    None => vec![self.item(item, None, hint, owner, depth + 1)],
                };
                // gofmt -s: the items of a list of structs need not say what they are.
                let elided = format!("{}{{", plain.trim_start_matches("[]"));
                let items: Vec<&str> = items
                    .iter()
                    .map(|i| if i.starts_with(&elided) { &i[elided.len() - 1..] } else { i.as_str() })
                    .collect();
                format!("{plain}{{{}}}", items.join(", "))
            }
            Kind::Map(item) => {
                let plain = self.ty(ty, owner);
                let mut pairs = Vec::new();
                if let Some(object) = json.and_then(Json::as_object).filter(|_| depth < DEPTH) {
                    let mut entries: Vec<_> = object.iter().collect();
                    entries.sort_by_key(|(k, _)| *k);
                    for (key, value) in entries.into_iter().take(3) {
                        pairs.push(format!("{}: {}", quote(key), self.item(item, Some(value), key, owner, depth + 1)));
                    }
                }
                format!("{plain}{{{}}}", pairs.join(", "))
            }
            Kind::Tuple { .. } => format!("{}{{}}", self.ty(ty, owner)),
            Kind::Declared(id) => {
                if self.ty(ty, owner).ends_with(".File") {
                    return format!("{sdk}.FileOf(\"file\", strings.NewReader(\"content\"))");
                }
                let decl = self.model.decl(*id);
                self.declared(*id, decl, json.or(decl.docs.examples.first()), hint, depth)
            }
        }
    }

    /// An item of a list or map.
    fn item(&self, ty: &Type, json: Option<&Json>, hint: &str, owner: Option<DeclId>, depth: u8) -> String {
        let item = qualify(&self.model.item(ty, owner), &self.alias);
        let inner = item.strip_prefix(&format!("{}.Nullable[", self.alias)).and_then(|s| s.strip_suffix(']'));
        match inner {
            Some(inner) if json.is_some_and(|v| !v.is_null()) => {
                format!("{}.NonNull[{inner}]({})", self.alias, self.value(ty, json, hint, owner, depth))
            }
            Some(inner) => format!("{}.Null[{inner}]()", self.alias),
            None => self.value(ty, json, hint, owner, depth),
        }
    }

    fn declared(&self, id: DeclId, decl: &Decl, json: Option<&Json>, hint: &str, depth: u8) -> String {
        let name = format!("{}.{}", self.alias, self.model.name(id));
        match &decl.body {
            DeclBody::Alias(t) if self.model.recursive_alias[id.0 as usize] => match &t.kind {
                Kind::Array(_) | Kind::Map(_) => format!("{name}{{}}"),
                _ => "nil".to_owned(),
            },
            DeclBody::Alias(t) => self.value(t, json, hint, Some(id), depth),
            DeclBody::Enum(e) => {
                let at = json.and_then(|v| e.members.iter().position(|m| m.value == *v)).unwrap_or(0);
                match self.constants[id.0 as usize].get(at) {
                    Some(constant) => format!("{}.{constant}", self.alias),
                    None if matches!(e.base, Kind::String(_)) => format!("{name}(\"\")"),
                    None => "nil".to_owned(),
                }
            }
            DeclBody::Object(_) if depth >= DEPTH => format!("{name}{{}}"),
            DeclBody::Object(o) => self.object(id, &name, o, json, depth),
            DeclBody::Union(u) => {
                let mut names = Names::members(METHODS);
                let fields: Vec<String> = u.variants.iter().map(|v| names.claim(&pascal(&v.name.words))).collect();
                if depth >= DEPTH {
                    return format!("{name}{{}}");
                }
                let fits = |ty: &Type| json.is_none_or(|v| self.fits(ty, v));
                let chosen = u.variants.iter().position(|v| fits(&v.ty)).unwrap_or(0);
                match u.variants.get(chosen) {
                    Some(v) => {
                        let json = json.filter(|_| fits(&v.ty));
                        format!("{name}{{{}: {}}}", fields[chosen], self.variant(&v.ty, json, hint, id, depth + 1))
                    }
                    None => format!("{name}{{}}"),
                }
            }
        }
    }

    fn variant(&self, ty: &Type, json: Option<&Json>, hint: &str, owner: DeclId, depth: u8) -> String {
        let value = self.value(ty, json, hint, Some(owner), depth);
        let plain = self.ty(ty, Some(owner));
        if value.starts_with(&format!("{plain}{{")) && self.model.is_struct(ty) {
            format!("&{value}")
        } else {
            format!("{}.Ptr[{plain}]({value})", self.alias)
        }
    }

    /// Whether an example may be of the type: by its kind and its required keys.
    fn fits(&self, ty: &Type, json: &Json) -> bool {
        let ty = self.model.resolve(ty);
        match (&ty.kind, json) {
            (Kind::Declared(id), _) => match (&self.model.decl(*id).body, json) {
                (DeclBody::Object(o), Json::Object(v)) => {
                    o.fields.iter().filter(|f| f.presence == Presence::Required).all(|f| {
                        v.get(&f.name.wire).is_some_and(|value| match &f.ty.kind {
                            Kind::Constant(c) => c == value,
                            _ => true,
                        })
                    })
                }
                (DeclBody::Enum(e), v) => e.members.iter().any(|m| m.value == *v),
                (DeclBody::Union(u), v) => u.variants.iter().any(|x| self.fits(&x.ty, v)),
                _ => false,
            },
            (Kind::String(_), Json::String(_))
            | (Kind::Boolean, Json::Bool(_))
            | (Kind::Number(_), Json::Number(_))
            | (Kind::Array(_), Json::Array(_))
            | (Kind::Map(_), Json::Object(_))
            | (Kind::Any, _) => true,
            (Kind::Integer(_), Json::Number(n)) => n.is_i64() || n.is_u64(),
            (Kind::Constant(c), v) => c == v,
            _ => false,
        }
    }

    fn object(&self, id: DeclId, name: &str, object: &Object, json: Option<&Json>, depth: u8) -> String {
        let mut names = Names::members(METHODS);
        let json = json.and_then(Json::as_object);
        let mut fields = Vec::new();
        for field in &object.fields {
            let go = names.claim(&pascal_wire(&field.name));
            let value = json.and_then(|o| o.get(&field.name.wire));
            let wanted = field.presence == Presence::Required || value.is_some_and(|v| !v.is_null());
            if wanted && !field.read_only && !self.is_constant(field) {
                let example = value.or(field.docs.examples.first());
                fields.push((go, self.slot(&field.ty, field.presence, example, &field.name.wire, Some(id), depth + 1)));
            }
        }
        self.literal(name, &fields, depth + 1)
    }

    /// Constants are written by themselves.
    fn is_constant(&self, field: &Field) -> bool {
        field.presence == Presence::Required && matches!(self.model.resolve(&field.ty).kind, Kind::Constant(_))
    }

    /// A composite literal: the outermost one with a line a field.
    fn literal(&self, name: &str, fields: &[(String, String)], depth: u8) -> String {
        let one_line = depth > 1 || fields.len() < 2 || fields.iter().any(|(k, v)| k.len() > 40 || v.contains('\n'));
        if one_line {
            let list: Vec<String> = fields.iter().map(|(k, v)| format!("{k}: {v}")).collect();
            return format!("{name}{{{}}}", list.join(", "));
        }
        let width = fields.iter().map(|(k, _)| k.len()).max().unwrap_or(0);
        let mut out = format!("{name}{{\n");
        for (key, value) in fields {
            let _ = writeln!(out, "\t\t{key}:{}{value},", " ".repeat(width - key.len() + 1));
        }
        out.push_str("\t}");
        out
    }
}

/// Writes the names of the package in a Go type with the package before them.
fn qualify(ty: &str, alias: &str) -> String {
    let mut out = String::with_capacity(ty.len() + 16);
    let mut before = ' ';
    for c in ty.chars() {
        if c.is_ascii_uppercase() && !(before.is_ascii_alphanumeric() || before == '_' || before == '.') {
            out.push_str(alias);
            out.push('.');
        }
        out.push(c);
        before = c;
    }
    out
}

/// The call that introduces the package: a list without required parameters, else any read, else what there is.
pub(super) fn first_call<'p, 'a>(resources: &'p [ResourcePlan<'a>]) -> Option<(&'p ResourcePlan<'a>, &'p Call<'a>)> {
    let mut best: Option<(u8, &ResourcePlan<'a>, &Call<'a>)> = None;
    let mut seen = BTreeSet::new();
    for plan in resources {
        for call in &plan.calls {
            let Some(method) = call.methods.first() else { continue };
            let needs = call.path.len() + call.others.iter().filter(|(p, _)| p.required).count();
            let rank = match (&method.gives, call.op.method, needs) {
                (Gives::Pages, _, 0) => 0,
                (Gives::Json(_), ir::Method::Get, 0) => 1,
                (Gives::Json(_), ir::Method::Get, _) => 2,
                _ => 3,
            };
            if seen.insert(rank) && best.as_ref().is_none_or(|(r, _, _)| rank < *r) {
                best = Some((rank, plan, call));
            }
        }
    }
    best.map(|(_, plan, call)| (plan, call))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_their_package() {
        assert_eq!(
            qualify("Optional[map[string][]Nullable[time.Time]]", "x"),
            "x.Optional[map[string][]x.Nullable[time.Time]]"
        );
        assert_eq!(qualify("*Pet", "x"), "*x.Pet");
        assert_eq!(qualify("[]byte", "x"), "[]byte");
        assert_eq!(qualify("StreamEvent[APIClient]", "x"), "x.StreamEvent[x.APIClient]");
    }
}
