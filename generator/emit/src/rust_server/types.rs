//! Declarations: a Rust type, how it is read and written, and its table.

use ir::{Decl, DeclBody, DeclId, Enum, Gap, Kind, Object, Presence, StringFormat, Tag, Type, Union, naming::Scope};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    names::fields,
    shape::{self, Shapes},
    tables::{Tables, about},
    text::{VARIANT_NAMES, code, doc, docs, ident, string},
};

/// The items of a declaration, and what could not be said.
pub(super) fn decl(shapes: &Shapes<'_>, id: DeclId) -> (TokenStream, Vec<Gap>) {
    let decl = shapes.api.decl(id);
    let place = quote!(super);
    let mut tables = Tables::new(shapes, place, &decl.at, &decl.pointer);
    let table = tables.body(decl);
    let items = match &decl.body {
        DeclBody::Object(object) => record(shapes, id, decl, object),
        DeclBody::Enum(e) => choice(shapes, id, decl, e),
        DeclBody::Union(union) => one_of(shapes, id, decl, union),
        DeclBody::Alias(ty) => alias(shapes, id, decl, ty),
    };
    let (name, table_name) = (shapes.names.ty(id), shapes.names.table(id));
    let wire = string(&component_name(decl));
    let about =
        about(&decl.docs, decl.deprecation.as_ref(), None, (false, false)).unwrap_or_else(|| quote!(s::About::NOTHING));
    let note = doc(&format!("What [`{name}`] accepts."));
    let items = quote! {
        #items
        #note
        pub static #table_name: s::Declared = s::Declared { name: #wire, about: #about, schema: #table };
    };
    (items, tables.gaps)
}

/// Whether the declaration is a type of its own, not another name of one.
pub(super) fn is_own_type(shapes: &Shapes<'_>, id: DeclId) -> bool {
    !matches!(shapes.api.decl(id).body, DeclBody::Alias(_)) || shapes.is_own_type(id)
}

/// Name in the derived description: the author's; ours for what had none.
fn component_name(decl: &Decl) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if decl.authored && !decl.name.wire.is_empty() && decl.name.wire.chars().all(plain) {
        decl.name.wire.clone()
    } else {
        decl.key.chars().map(|c| if plain(c) { c } else { '.' }).collect()
    }
}

fn type_docs(decl: &Decl) -> TokenStream {
    docs(&decl.docs, decl.deprecation.as_ref(), &code(&decl.name.wire))
}

fn alias(shapes: &Shapes<'_>, id: DeclId, decl: &Decl, ty: &Type) -> TokenStream {
    let (docs, name) = (type_docs(decl), shapes.names.ty(id));
    if !shapes.is_own_type(id) {
        let ty = shapes.ty(ty, None, &quote!(super));
        return quote!(#docs pub type #name = #ty;);
    }
    let ty = shapes.ty(ty, Some(id), &quote!(super));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name(
            /// The value
            pub #ty
        );

        impl rt::Json for #name {
            fn read(value: serde_json::Value) -> Option<Self> {
                rt::Json::read(value).map(Self)
            }

            fn write(&self) -> serde_json::Value {
                rt::Json::write(&self.0)
            }
        }
    }
}

fn record(shapes: &Shapes<'_>, id: DeclId, decl: &Decl, object: &Object) -> TokenStream {
    let place = quote!(super);
    let mut scope = fields();
    let (mut members, mut reads, mut writes, mut skips) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for field in &object.fields {
        let key = string(&field.name.wire);
        let base = shapes.base(&field.ty, Some(id), &place);
        if let (Kind::Constant(value), false, Presence::Required) = (&field.ty.kind, field.ty.nullable, field.presence)
        {
            let value = constant(value);
            skips.push(quote!(object.constant(#key);));
            writes.push(quote!(object.set_value(#key, #value);));
            continue;
        }
        let name = ident(&scope.claim(&field.name.snake(), "n"));
        let docs = docs(&field.docs, field.deprecation.as_ref(), &code(&field.name.wire));
        let nullable = field.ty.nullable && !matches!(field.ty.kind, Kind::Any | Kind::Null);
        let ty = match (field.presence, nullable) {
            (Presence::Required, false) => base,
            (Presence::Required, true) | (Presence::Optional, false) => quote!(Option<#base>),
            (Presence::Optional, true) => quote!(rt::Maybe<#base>),
        };
        members.push(quote!(#docs pub #name: #ty));
        let (read, write) = match (field.presence, nullable) {
            (Presence::Required, _) => (quote!(object.required(#key)?), quote!(object.set(#key, &self.#name);)),
            (Presence::Optional, false) => {
                (quote!(object.optional(#key)?), quote!(object.set_optional(#key, self.#name.as_ref());))
            }
            (Presence::Optional, true) => (quote!(object.maybe(#key)?), quote!(object.set_maybe(#key, &self.#name);)),
        };
        reads.push(quote!(#name: #read));
        writes.push(write);
    }
    if let Some(rest) = shape::rest(object) {
        let name = ident(&scope.claim("additional", "n"));
        let ty = shapes.ty(&rest, None, &place);
        members.push(quote! {
            /// Further properties
            pub #name: std::collections::BTreeMap<String, #ty>
        });
        reads.push(quote!(#name: object.rest()?));
        writes.push(quote!(object.extend(&self.#name);));
    }
    let (docs, name) = (type_docs(decl), shapes.names.ty(id));
    let mutable = (!(reads.is_empty() && skips.is_empty())).then(|| quote!(mut));
    let mutable_out = (!writes.is_empty()).then(|| quote!(mut));
    let open = if reads.is_empty() && skips.is_empty() { quote!(_object) } else { quote!(object) };
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name { #(#members),* }

        impl rt::Json for #name {
            fn read(value: serde_json::Value) -> Option<Self> {
                let #mutable #open = rt::Members::of(value)?;
                #(#skips)*
                Some(Self { #(#reads),* })
            }

            fn write(&self) -> serde_json::Value {
                let #mutable_out object = rt::Members::new();
                #(#writes)*
                object.finish()
            }
        }
    }
}

/// A scalar as an expression that gives a JSON value.
fn constant(value: &ir::Json) -> TokenStream {
    match value {
        ir::Json::String(text) => {
            let text = string(text);
            quote!(#text.into())
        }
        ir::Json::Bool(value) => quote!(#value.into()),
        ir::Json::Number(n) if n.is_i64() => {
            let n = Literal::i64_suffixed(n.as_i64().unwrap_or_default());
            quote!(serde_json::Value::from(#n))
        }
        other => {
            let text = string(&other.to_string());
            quote!(s::Scalar::Json(#text).value())
        }
    }
}

fn choice(shapes: &Shapes<'_>, id: DeclId, decl: &Decl, e: &Enum) -> TokenStream {
    let (type_docs, name) = (type_docs(decl), shapes.names.ty(id));
    let mut scope = Scope::new(VARIANT_NAMES);
    let text = matches!(e.base, Kind::String(StringFormat::Plain | StringFormat::Other(_) | StringFormat::Uri))
        && e.members.iter().all(|m| m.value.is_string());
    let other = e.extensible.then(|| ident(&scope.claim("Other", "V")));
    let idents: Vec<_> = e.members.iter().map(|m| ident(&scope.claim(&m.name.pascal(), "V"))).collect();
    let variants = e.members.iter().zip(&idents).map(|(m, variant)| {
        let docs = docs(&m.docs, m.deprecation.as_ref(), &code(&m.value.to_string()));
        quote!(#docs #variant)
    });
    let all = quote! {
        /// All values that the description names.
        pub const ALL: &'static [Self] = &[#(Self::#idents),*];
    };
    if !text {
        let values: Vec<_> = e.members.iter().map(|m| constant(&m.value)).collect();
        let (extra, extra_value, extra_read) = match &other {
            Some(other) => (
                quote!(, #[doc = " Another value"] #other(serde_json::Value)),
                quote!(, Self::#other(value) => value.clone()),
                quote!(.or(Some(Self::#other(value)))),
            ),
            None => (quote!(), quote!(), quote!()),
        };
        let tables = e.members.iter().map(|m| super::tables::scalar(&m.value));
        return quote! {
            #type_docs
            #[derive(Debug, Clone, PartialEq)]
            pub enum #name { #(#variants),* #extra }

            impl #name {
                #all
            }

            impl rt::Json for #name {
                fn read(value: serde_json::Value) -> Option<Self> {
                    let scalars: &[s::Scalar] = &[#(#tables),*];
                    let known = scalars.iter().position(|scalar| scalar.is(&value));
                    known.and_then(|index| Self::ALL.get(index).cloned()) #extra_read
                }

                fn write(&self) -> serde_json::Value {
                    match self { #(Self::#idents => #values),* #extra_value }
                }
            }
        };
    }
    let texts: Vec<_> = e.members.iter().map(|m| string(m.value.as_str().unwrap_or_default())).collect();
    let conversions = match &other {
        None => quote! {
            impl std::str::FromStr for #name {
                type Err = rt::NotOfTheFormat;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    match text {
                        #(#texts => Ok(Self::#idents),)*
                        _ => Err(rt::NotOfTheFormat("one of the values that are allowed")),
                    }
                }
            }

            impl rt::Json for #name {
                fn read(value: serde_json::Value) -> Option<Self> {
                    value.as_str()?.parse().ok()
                }

                fn write(&self) -> serde_json::Value {
                    self.as_str().into()
                }
            }
        },
        Some(other) => quote! {
            impl From<&str> for #name {
                fn from(text: &str) -> Self {
                    match text {
                        #(#texts => Self::#idents,)*
                        other => Self::#other(other.to_owned()),
                    }
                }
            }

            impl rt::Json for #name {
                fn read(value: serde_json::Value) -> Option<Self> {
                    value.as_str().map(Self::from)
                }

                fn write(&self) -> serde_json::Value {
                    self.as_str().into()
                }
            }
        },
    };
    let (derive, extra, extra_text, lifetime) = match &other {
        None => (quote!(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash), quote!(), quote!(), quote!('static)),
        Some(other) => (
            quote!(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash),
            quote!(, #[doc = " Another value"] #other(String)),
            quote!(, Self::#other(text) => text),
            quote!(),
        ),
    };
    let receiver = if other.is_none() { quote!(self) } else { quote!(&self) };
    let body = if idents.is_empty() && other.is_none() {
        quote!(match self {})
    } else {
        quote!(match self { #(Self::#idents => #texts),* #extra_text })
    };
    let reference = if other.is_none() { quote!(&'static str) } else { quote!(&str) };
    let _ = lifetime;
    quote! {
        #type_docs
        #[derive(#derive)]
        pub enum #name { #(#variants),* #extra }

        impl #name {
            #all

            /// The value on the wire.
            pub fn as_str(#receiver) -> #reference {
                #body
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #conversions
    }
}

fn one_of(shapes: &Shapes<'_>, id: DeclId, decl: &Decl, union: &Union) -> TokenStream {
    let place = quote!(super);
    let (type_docs, name, table) = (type_docs(decl), shapes.names.ty(id), shapes.names.table(id));
    let mut scope = Scope::new(VARIANT_NAMES);
    let idents: Vec<_> = union.variants.iter().map(|v| ident(&scope.claim(&v.name.pascal(), "V"))).collect();
    let variants = union.variants.iter().zip(&idents).map(|(v, variant)| {
        let docs = docs(&v.docs, None, &code(&v.name.wire));
        let ty = shapes.base(&v.ty, Some(id), &place);
        quote!(#docs #variant(#ty))
    });
    let reads = idents.iter().enumerate().map(|(i, variant)| {
        let i = Literal::usize_unsuffixed(i);
        quote!(#i => rt::Json::read(value).map(Self::#variant))
    });
    let writes = union.variants.iter().zip(&idents).map(|(v, variant)| match (&union.tag, v.tag_values.first()) {
        (Tag::Property { wire, .. }, Some(tag)) => {
            let (wire, tag) = (string(wire), constant(tag));
            quote!(Self::#variant(it) => rt::json::tagged(rt::Json::write(it), #wire, #tag))
        }
        _ => quote!(Self::#variant(it) => rt::Json::write(it)),
    });
    let write = if idents.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#writes),* }) };
    let read = if idents.is_empty() {
        quote!(rt::variant_of(&#table, &value).and(None))
    } else {
        quote!(match rt::variant_of(&#table, &value)? { #(#reads,)* _ => None })
    };
    quote! {
        #type_docs
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name { #(#variants),* }

        impl rt::Json for #name {
            fn read(value: serde_json::Value) -> Option<Self> {
                #read
            }

            fn write(&self) -> serde_json::Value {
                #write
            }
        }
    }
}
