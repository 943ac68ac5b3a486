//! Enums, unions and constants of the Rust client: unknown values survive and are written back unchanged.

use ir::{
    Decl, DeclBody, DeclId, Enum, IntegerFormat, Json, Kind, NumberFormat, Openness, StringFormat, Tag, Type, Union,
    naming::Scope,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::level::Level;

/// The module `choices` of the client: types made by macros as text (the formatter leaves macros alone), the others as
/// tokens.
pub(crate) fn module(level: &Level<'_>) -> (String, TokenStream) {
    let mut text = String::new();
    let mut items = Vec::new();
    for (name, value) in &level.constants {
        text.push_str(&format!("text_constant!({name}, {});\n", literal(value)));
    }
    for (index, decl) in level.api.decls.iter().enumerate() {
        let name = ident(level.names.decl(DeclId(index as u32)));
        match &decl.body {
            DeclBody::Enum(e) if matches!(e.base, Kind::String(_)) => text.push_str(&text_enum(&name, decl, e)),
            DeclBody::Enum(e) => {
                // Numbers and mixed values have no names of their own to offer.
                let (docs, ty) = (docs(decl), rust_type(level, &Type::plain(e.base.clone()), 0));
                items.push(quote! { #docs pub type #name = #ty; });
            }
            DeclBody::Union(u) => items.push(union(level, &name, decl, u)),
            _ => {}
        }
    }
    for (name, types) in &level.outcomes {
        items.push(outcome(level, &ident(name), types));
    }
    (text, quote! { #(#items)* })
}

/// Names of all types that are written here, for progenitor to use instead of its own.
pub(crate) fn replaced(level: &Level<'_>) -> Vec<String> {
    let ours = |decl: &Decl| matches!(decl.body, DeclBody::Enum(_) | DeclBody::Union(_));
    let decls = level.api.decls.iter().enumerate().filter(|(_, decl)| ours(decl));
    let decls = decls.map(|(index, _)| level.names.decl(DeclId(index as u32)).to_owned());
    let others = level.constants.iter().map(|(n, _)| n.clone()).chain(level.outcomes.iter().map(|(n, _)| n.clone()));
    decls.chain(others).collect()
}

fn ident(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(ident) => ident,
        Err(_) => Ident::new_raw(name, Span::call_site()),
    }
}

fn docs(decl: &Decl) -> TokenStream {
    let text = decl.docs.description.as_ref().or(decl.docs.summary.as_ref()).cloned();
    text_docs(&text.unwrap_or_else(|| format!("`{}`", decl.name.wire)))
}

fn text_docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| format!(" {line}"));
    quote! { #(#[doc = #lines])* }
}

fn text_enum(name: &Ident, decl: &Decl, e: &Enum) -> String {
    let mut scope = Scope::new(&["Self", "Other"]);
    let mut text = String::from("\ntext_enum! {\n");
    let summary = decl.docs.description.as_ref().or(decl.docs.summary.as_ref());
    text.push_str(&comment(summary.unwrap_or(&format!("`{}`", decl.name.wire)), "    "));
    let openness = match e.openness {
        Openness::Open => "open",
        Openness::Closed => "closed",
    };
    text.push_str(&format!("    {openness} {name} {{\n"));
    for member in &e.members {
        let variant = ident(&scope.claim(&member.name.pascal(), "V"));
        let value = literal(&member.value);
        text.push_str(&comment(member.docs.description.as_deref().unwrap_or(&format!("`{value}`")), "        "));
        text.push_str(&format!("        {variant} = {value},\n"));
    }
    text.push_str("    }\n}\n");
    text
}

/// A Rust string literal.
fn literal(value: &Json) -> String {
    proc_macro2::Literal::string(value.as_str().unwrap_or_default()).to_string()
}

/// A doc comment: every line of the text stays behind its slashes.
fn comment(text: &str, indent: &str) -> String {
    text.lines()
        .map(|line| {
            let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            format!("{indent}/// {}\n", line.trim_end()).replace("/// \n", "///\n")
        })
        .collect()
}

fn union(level: &Level<'_>, name: &Ident, decl: &Decl, u: &Union) -> TokenStream {
    let mut scope = Scope::new(&["Self", "Unknown"]);
    let variants: Vec<(Ident, TokenStream, &[Json])> = u
        .variants
        .iter()
        .map(|v| (ident(&scope.claim(&v.name.pascal(), "V")), rust_type(level, &v.ty, 0), v.tag_values.as_slice()))
        .collect();
    let attempts = match &u.tag {
        Tag::Property { wire, .. } => {
            let arms = variants.iter().filter_map(|(variant, ty, values)| {
                let texts: Vec<&str> = values.iter().filter_map(Json::as_str).collect();
                (!texts.is_empty())
                    .then(|| quote! { #(Some(#texts))|* => crate::session::read::<#ty>(&value).map(Self::#variant), })
            });
            quote! {
                let found = match value.get(#wire).and_then(::serde_json::Value::as_str) {
                    #(#arms)*
                    _ => None,
                };
                if let Some(found) = found {
                    return Ok(found);
                }
            }
        }
        _ => attempts(&variants.iter().map(|(v, t, _)| (v.clone(), t.clone())).collect::<Vec<_>>()),
    };
    let variants: Vec<_> = variants.into_iter().map(|(v, t, _)| (v, t)).collect();
    choice(&docs(decl), name, &variants, &attempts)
}

fn outcome(level: &Level<'_>, name: &Ident, types: &[Type]) -> TokenStream {
    // The type that asks for most is tried first, or another would swallow it.
    let mut sorted: Vec<&Type> = types.iter().collect();
    sorted.sort_by_key(|ty| std::cmp::Reverse(required(level, ty)));
    let mut scope = Scope::new(&["Self", "Unknown"]);
    let variants: Vec<(Ident, TokenStream)> = sorted
        .iter()
        .map(|ty| {
            let wish = match &ty.kind {
                Kind::Declared(id) => level.names.decl(*id).to_owned(),
                _ => "Value".to_owned(),
            };
            (ident(&scope.claim(&wish, "V")), rust_type(level, ty, 0))
        })
        .collect();
    let docs = text_docs("What the operation answers with: which one depends on the status.");
    choice(&docs, name, &variants, &attempts(&variants))
}

fn required(level: &Level<'_>, ty: &Type) -> usize {
    match &ty.kind {
        Kind::Declared(id) => match &level.api.decl(*id).body {
            DeclBody::Object(o) => o.fields.iter().filter(|f| f.presence == ir::Presence::Required).count() + 1,
            _ => 1,
        },
        _ => 0,
    }
}

fn attempts(variants: &[(Ident, TokenStream)]) -> TokenStream {
    let tries = variants.iter().map(|(variant, ty)| {
        quote! {
            if let Some(found) = crate::session::read::<#ty>(&value) {
                return Ok(Self::#variant(found));
            }
        }
    });
    quote! { #(#tries)* }
}

fn choice(docs: &TokenStream, name: &Ident, variants: &[(Ident, TokenStream)], attempts: &TokenStream) -> TokenStream {
    let idents = variants.iter().map(|(v, _)| v);
    let types = variants.iter().map(|(_, t)| t);
    quote! {
        #docs
        #[derive(Clone, Debug, ::serde::Serialize)]
        #[serde(untagged)]
        pub enum #name {
            #(
                #[allow(missing_docs)]
                #idents(Box<#types>),
            )*
            /// A value that this version of the client does not know; written back unchanged.
            Unknown(::serde_json::Value),
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = ::serde_json::Value::deserialize(deserializer)?;
                #attempts
                Ok(Self::Unknown(value))
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&::serde_json::to_string(self).unwrap_or_default())
            }
        }
    }
}

/// The Rust type of a value, as the modules `types` and `choices` have it.
fn rust_type(level: &Level<'_>, ty: &Type, depth: usize) -> TokenStream {
    let plain = match &ty.kind {
        Kind::Any | Kind::Never | Kind::Null | Kind::Tuple { .. } => quote! { ::serde_json::Value },
        Kind::Boolean => quote! { bool },
        Kind::Integer(IntegerFormat::Int32) => quote! { i32 },
        Kind::Integer(IntegerFormat::Int64) => quote! { i64 },
        Kind::Integer(IntegerFormat::Uint32) => quote! { u32 },
        Kind::Integer(IntegerFormat::Uint64) => quote! { u64 },
        Kind::Number(NumberFormat::Float) => quote! { f32 },
        Kind::Number(NumberFormat::Double) => quote! { f64 },
        Kind::String(StringFormat::Date) => quote! { ::chrono::NaiveDate },
        Kind::String(StringFormat::DateTime) => quote! { ::chrono::DateTime<::chrono::Utc> },
        Kind::String(StringFormat::Uuid) => quote! { ::uuid::Uuid },
        Kind::String(_) => quote! { ::std::string::String },
        Kind::Constant(Json::String(_)) => quote! { ::std::string::String },
        Kind::Constant(Json::Bool(_)) => quote! { bool },
        Kind::Constant(_) => quote! { ::serde_json::Value },
        Kind::Array(item) => {
            let item = rust_type(level, item, depth);
            quote! { ::std::vec::Vec<#item> }
        }
        Kind::Map(value) => {
            let value = rust_type(level, value, depth);
            quote! { ::std::collections::HashMap<::std::string::String, #value> }
        }
        Kind::Declared(id) => match &level.api.decl(*id).body {
            // Aliases may lead back to themselves; past a sane depth any value will do.
            DeclBody::Alias(_) if depth > 16 => quote! { ::serde_json::Value },
            DeclBody::Alias(next) => rust_type(level, next, depth + 1),
            DeclBody::Object(_) => {
                let name = ident(level.names.decl(*id));
                quote! { crate::types::#name }
            }
            _ => {
                let name = ident(level.names.decl(*id));
                quote! { #name }
            }
        },
    };
    if ty.nullable {
        quote! { ::std::option::Option<#plain> }
    } else {
        plain
    }
}
