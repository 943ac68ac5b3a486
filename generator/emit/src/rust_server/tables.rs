//! Tables of types (`runtime/schema.rs`): what is validated, and what the derived description says.

use ir::{
    Additional, Constraints, Decl, DeclBody, Deprecation, Docs, Field, Gap, IntegerFormat, Json, Kind, NumberFormat,
    Presence, StringFormat, Tag, Target, Type,
};
use model::Place;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    pattern,
    shape::Shapes,
    text::{optional, string},
};

/// Makes tables, and notes what they cannot say.
pub(super) struct Tables<'a> {
    pub(super) shapes: &'a Shapes<'a>,
    /// Path of the types module from where the tables stand
    pub(super) place: TokenStream,
    pub(super) gaps: Vec<Gap>,
    /// Where we are, for gaps
    at: (Place, String),
}

impl<'a> Tables<'a> {
    pub(super) fn new(shapes: &'a Shapes<'a>, place: TokenStream, at: &Place, pointer: &str) -> Self {
        Self { shapes, place, gaps: Vec::new(), at: (at.clone(), pointer.to_owned()) }
    }

    pub(super) fn gap(&mut self, feature: impl Into<String>, advice: &str) {
        self.gaps.push(Gap {
            feature: feature.into(),
            target: Some(Target::Server),
            at: self.at.0.clone(),
            pointer: self.at.1.clone(),
            advice: advice.to_owned(),
        });
    }

    /// `Schema` of a type.
    pub(super) fn schema(&mut self, ty: &Type) -> TokenStream {
        let kind = self.kind(&ty.kind);
        let nullable = (ty.nullable && !matches!(ty.kind, Kind::Any | Kind::Null)).then(|| quote!(.nullable()));
        let limits = ty.constraints.as_deref().and_then(|c| self.limits(c)).map(|l| quote!(.limited(&#l)));
        quote!(s::Schema::of(#kind) #nullable #limits)
    }

    fn kind(&mut self, kind: &Kind) -> TokenStream {
        match kind {
            Kind::Any => quote!(s::Kind::Any),
            Kind::Never => quote!(s::Kind::Never),
            Kind::Null => quote!(s::Kind::Null),
            Kind::Boolean => quote!(s::Kind::Boolean),
            Kind::Integer(format) => {
                let format = match format {
                    IntegerFormat::Int32 => quote!(Int32),
                    IntegerFormat::Int64 => quote!(Int64),
                    IntegerFormat::Uint32 => quote!(Uint32),
                    IntegerFormat::Uint64 => quote!(Uint64),
                };
                quote!(s::Kind::Integer(s::IntegerFormat::#format))
            }
            Kind::Number(NumberFormat::Float) => quote!(s::Kind::Number("float")),
            Kind::Number(NumberFormat::Double) => quote!(s::Kind::Number("double")),
            Kind::String(format) => {
                let format = match format {
                    StringFormat::Plain => quote!(Plain),
                    StringFormat::Date => quote!(Date),
                    StringFormat::DateTime => quote!(DateTime),
                    StringFormat::Uuid => quote!(Uuid),
                    StringFormat::Uri => quote!(Uri),
                    StringFormat::Base64 => quote!(Base64),
                    StringFormat::Binary => quote!(Binary),
                    StringFormat::Other(name) => {
                        let name = string(name);
                        quote!(Other(#name))
                    }
                };
                quote!(s::Kind::Text(s::Format::#format))
            }
            Kind::Constant(value) => {
                let scalar = scalar(value);
                quote!(s::Kind::Constant(#scalar))
            }
            Kind::Array(item) => {
                let item = self.schema(item);
                quote!(s::Kind::Array(&#item))
            }
            Kind::Tuple { prefix, required, rest } => {
                let prefix: Vec<_> = prefix.iter().map(|t| self.schema(t)).collect();
                let rest = match rest {
                    Some(rest) => {
                        let rest = self.schema(rest);
                        quote!(Some(#rest))
                    }
                    None => quote!(None),
                };
                let required = Literal::usize_unsuffixed(*required);
                quote!(s::Kind::Tuple(&s::TupleTable { prefix: &[#(#prefix),*], required: #required, rest: #rest }))
            }
            Kind::Map(value) => {
                let value = self.schema(value);
                quote!(s::Kind::Map(&#value))
            }
            Kind::Declared(id) => {
                let (place, table) = (&self.place, self.shapes.names.table(*id));
                quote!(s::Kind::Named(&#place::#table))
            }
        }
    }

    /// `Schema` of a declaration's body.
    pub(super) fn body(&mut self, decl: &Decl) -> TokenStream {
        match &decl.body {
            DeclBody::Alias(ty) => self.schema(ty),
            DeclBody::Enum(e) => {
                let scalars = e.members.iter().map(|m| scalar(&m.value));
                let choice = quote!(s::Schema::of(s::Kind::Choice(&[#(#scalars),*])));
                if !e.extensible {
                    return choice;
                }
                let base = self.schema(&Type::plain(e.base.clone()));
                quote!(s::Schema::of(s::Kind::Union(&s::UnionTable {
                    variants: &[
                        s::Variant { schema: #choice, tags: &[], key: None },
                        s::Variant { schema: #base, tags: &[], key: None },
                    ],
                    tag: s::Tag::Untagged,
                    exclusive: false,
                })))
            }
            DeclBody::Union(union) => {
                let variants: Vec<_> = union
                    .variants
                    .iter()
                    .map(|v| {
                        let schema = self.schema(&v.ty);
                        let tags = v.tag_values.iter().map(scalar);
                        let key = optional(v.tag_key.as_deref());
                        quote!(s::Variant { schema: #schema, tags: &[#(#tags),*], key: #key })
                    })
                    .collect();
                let tag = match &union.tag {
                    Tag::Property { wire, declared } => {
                        let wire = string(wire);
                        quote!(s::Tag::Property(#wire, #declared))
                    }
                    Tag::JsonType => quote!(s::Tag::JsonType),
                    Tag::Key => quote!(s::Tag::Key),
                    Tag::Untagged => quote!(s::Tag::Untagged),
                };
                let exclusive = union.exclusive;
                quote!(s::Schema::of(s::Kind::Union(&s::UnionTable {
                    variants: &[#(#variants),*],
                    tag: #tag,
                    exclusive: #exclusive,
                })))
            }
            DeclBody::Object(object) => {
                let properties: Vec<_> = object.fields.iter().map(|f| self.property(f)).collect();
                let rest = match &object.additional {
                    Additional::Unsaid => quote!(s::Rest::Ignored),
                    Additional::Any => quote!(s::Rest::Any),
                    Additional::Forbidden => quote!(s::Rest::Forbidden),
                    Additional::Typed(ty) => {
                        let schema = self.schema(ty);
                        quote!(s::Rest::Typed(&#schema))
                    }
                };
                let patterns: Vec<_> = object
                    .patterns
                    .iter()
                    .filter_map(|(source, ty)| {
                        let pattern = self.pattern(source)?;
                        let schema = self.schema(ty);
                        Some(quote!((&#pattern, #schema)))
                    })
                    .collect();
                let limits = object.constraints.as_deref().and_then(|c| self.limits(c)).map(|l| quote!(.limited(&#l)));
                quote!(s::Schema::of(s::Kind::Object(&s::ObjectTable {
                    properties: &[#(#properties),*],
                    rest: #rest,
                    patterns: &[#(#patterns),*],
                })) #limits)
            }
        }
    }

    fn property(&mut self, field: &Field) -> TokenStream {
        let before = std::mem::replace(&mut self.at.0, field.at.clone());
        let name = string(&field.name.wire);
        let schema = self.schema(&field.ty);
        self.at.0 = before;
        let about =
            about(&field.docs, field.deprecation.as_ref(), field.default.as_ref(), (field.read_only, field.write_only))
                .map(|a| quote!(.about(#a)));
        let required = field.presence == Presence::Required || field.required_on_its_side;
        match (required, field.read_only, field.write_only) {
            (false, _, _) => quote!(s::Property::optional(#name, #schema) #about),
            (true, true, false) => quote!(s::Property::sided(#name, s::Presence::InResponses, #schema) #about),
            (true, false, true) => quote!(s::Property::sided(#name, s::Presence::InRequests, #schema) #about),
            (true, _, _) => quote!(s::Property::required(#name, #schema) #about),
        }
    }

    fn pattern(&mut self, source: &str) -> Option<TokenStream> {
        let Some(translated) = pattern::translate(source) else {
            self.gap(
                "pattern-not-checked",
                "the pattern uses look-around or back-references: check it in the implementation",
            );
            return None;
        };
        let (source, translated) = (string(source), string(&translated));
        Some(quote!(s::Pattern { source: #source, translated: #translated }))
    }

    fn limits(&mut self, c: &Constraints) -> Option<TokenStream> {
        let mut fields = Vec::new();
        for (name, literal) in [
            (quote!(minimum), &c.minimum),
            (quote!(maximum), &c.maximum),
            (quote!(exclusive_minimum), &c.exclusive_minimum),
            (quote!(exclusive_maximum), &c.exclusive_maximum),
        ] {
            if let Some(bound) = literal.as_deref().and_then(bound) {
                fields.push(quote!(#name: Some(#bound)));
            }
        }
        if let Some(step) =
            c.multiple_of.as_deref().and_then(|m| m.parse::<f64>().ok()).filter(|m| *m > 0.0 && m.is_finite())
        {
            let step = Literal::f64_unsuffixed(step);
            fields.push(quote!(multiple_of: Some(#step)));
        }
        for (name, size) in [
            (quote!(min_length), c.min_length),
            (quote!(max_length), c.max_length),
            (quote!(min_items), c.min_items),
            (quote!(max_items), c.max_items),
            (quote!(min_properties), c.min_properties),
            (quote!(max_properties), c.max_properties),
        ] {
            if let Some(size) = size {
                let size = Literal::u64_unsuffixed(size);
                fields.push(quote!(#name: Some(#size)));
            }
        }
        if c.unique_items {
            fields.push(quote!(unique_items: true));
        }
        let patterns: Vec<_> = c.patterns.iter().filter_map(|p| self.pattern(p)).collect();
        if !patterns.is_empty() {
            fields.push(quote!(patterns: &[#(&#patterns),*]));
        }
        for (keyword, _) in &c.residual {
            self.gap(format!("keyword-not-checked-{keyword}"), "check it in the implementation");
        }
        (!fields.is_empty()).then(|| quote!(s::Limits { #(#fields,)* ..s::Limits::NONE }))
    }
}

/// A bound from the document's literal.
fn bound(literal: &str) -> Option<TokenStream> {
    if let Ok(number) = literal.parse::<i128>() {
        let number = Literal::i128_unsuffixed(number);
        return Some(quote!(s::Bound::Integer(#number)));
    }
    let number = literal.parse::<f64>().ok().filter(|n| n.is_finite())?;
    if number.fract() == 0.0 && number.abs() < 1e18 {
        #[allow(clippy::cast_possible_truncation)]
        let number = Literal::i128_unsuffixed(number as i128);
        return Some(quote!(s::Bound::Integer(#number)));
    }
    let number = Literal::f64_unsuffixed(number);
    Some(quote!(s::Bound::Decimal(#number)))
}

/// A scalar.
pub(super) fn scalar(value: &Json) -> TokenStream {
    match value {
        Json::String(text) => {
            let text = string(text);
            quote!(s::Scalar::Text(#text))
        }
        Json::Number(n) if n.is_i64() => {
            let n = Literal::i64_unsuffixed(n.as_i64().unwrap_or_default());
            quote!(s::Scalar::Integer(#n))
        }
        other => {
            let text = string(&other.to_string());
            quote!(s::Scalar::Json(#text))
        }
    }
}

/// `About`; none: there is nothing to say.
pub(super) fn about(
    docs: &Docs,
    deprecation: Option<&Deprecation>,
    default: Option<&Json>,
    (read_only, write_only): (bool, bool),
) -> Option<TokenStream> {
    let mut fields = Vec::new();
    let description = docs.description.as_deref().or(docs.summary.as_deref());
    if let Some(text) = description {
        let text = string(text);
        fields.push(quote!(description: Some(#text)));
    }
    if deprecation.is_some() {
        fields.push(quote!(deprecated: true));
    }
    if read_only {
        fields.push(quote!(read_only: true));
    }
    if write_only {
        fields.push(quote!(write_only: true));
    }
    if let Some(default) = default {
        let text = string(&default.to_string());
        fields.push(quote!(default: Some(#text)));
    }
    if let Some(example) = docs.examples.first() {
        let text = string(&example.to_string());
        fields.push(quote!(example: Some(#text)));
    }
    match (fields.as_slice(), description) {
        ([], _) => None,
        ([_], Some(text)) => {
            let text = string(text);
            Some(quote!(s::About::text(#text)))
        }
        _ => Some(quote!(s::About { #(#fields,)* ..s::About::NOTHING })),
    }
}
