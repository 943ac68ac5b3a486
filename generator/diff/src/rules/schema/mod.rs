//! Schemas: one family a keyword. A family names its acts; the id is the position (`request-body`, `response-property`,
//! ...) and the act (`max-length-decreased`), if the catalogue has such a row. What has no row and is harmless is no
//! finding; what has no row and breaks falls to the family `whole`.

mod additional_properties;
mod alternative;
mod any_of;
mod condition;
mod consequence;
mod constant;
mod contains;
mod content_encoding;
mod content_media_type;
mod content_schema;
mod default_value;
mod dependent_required;
mod dependent_schemas;
mod deprecation;
mod discriminator;
mod discriminator_mapping;
mod discriminator_property;
mod enumeration;
mod exclusive_maximum;
mod exclusive_minimum;
mod extensible_enum;
mod format;
mod items;
mod law;
mod max_contains;
mod max_items;
mod max_length;
mod max_properties;
mod maximum;
mod min_contains;
mod min_items;
mod min_length;
mod min_properties;
mod minimum;
mod multiple_of;
mod mutability;
mod negation;
mod nullable;
mod one_of;
mod pattern;
mod pattern_properties;
mod prefix_items;
mod property;
mod property_names;
mod required;
mod stability;
mod types;
mod unevaluated_items;
mod unevaluated_properties;
mod unique_items;
mod whole;

use crate::catalogue::catalogue;
use crate::finding::{Category, Impact, Level};
use crate::schema::{Act, Keyword, Occurrence};

/// The rules of one keyword.
#[derive(Clone, Copy)]
pub(crate) struct Family {
    pub(crate) keyword: Keyword,
    /// The end of the id for each act, in order of preference.
    pub(crate) stems: &'static [(Act, &'static str)],
    /// What a change does to generated source code, when it is not harmless.
    pub(crate) sdk: Impact,
    /// The text of the family's own file.
    pub(crate) source: &'static str,
    law: law::Law,
}

/// Every family that goes by the pattern of ids; `property`, `mutability` and `whole` have their own.
pub(crate) const FAMILIES: &[Family] = &[
    additional_properties::FAMILY,
    alternative::FAMILY,
    any_of::FAMILY,
    condition::FAMILY,
    consequence::FAMILY,
    constant::FAMILY,
    contains::FAMILY,
    content_encoding::FAMILY,
    content_media_type::FAMILY,
    content_schema::FAMILY,
    default_value::FAMILY,
    dependent_required::FAMILY,
    dependent_schemas::FAMILY,
    deprecation::FAMILY,
    discriminator::FAMILY,
    discriminator_mapping::FAMILY,
    discriminator_property::FAMILY,
    enumeration::FAMILY,
    exclusive_maximum::FAMILY,
    exclusive_minimum::FAMILY,
    extensible_enum::FAMILY,
    format::FAMILY,
    items::FAMILY,
    max_contains::FAMILY,
    max_items::FAMILY,
    max_length::FAMILY,
    max_properties::FAMILY,
    maximum::FAMILY,
    min_contains::FAMILY,
    min_items::FAMILY,
    min_length::FAMILY,
    min_properties::FAMILY,
    minimum::FAMILY,
    multiple_of::FAMILY,
    negation::FAMILY,
    nullable::FAMILY,
    one_of::FAMILY,
    pattern::FAMILY,
    pattern_properties::FAMILY,
    prefix_items::FAMILY,
    property_names::FAMILY,
    required::FAMILY,
    stability::FAMILY,
    types::FAMILY,
    unevaluated_items::FAMILY,
    unevaluated_properties::FAMILY,
    unique_items::FAMILY,
];

/// A position of a payload in an operation.
#[derive(Debug, Clone)]
pub(crate) struct Payload {
    /// From the client to the server. The request of a webhook is not.
    pub(crate) request: bool,
    pub(crate) kind: PayloadKind,
    /// A parameter or header with a media type.
    pub(crate) content: bool,
    /// In words: "the request body (application/json)".
    pub(crate) place: String,
    /// The day of the release, when the new description says so.
    pub(crate) release: Option<crate::Date>,
    /// The notice period in days.
    pub(crate) notice_days: i64,
}

/// Where a payload travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayloadKind {
    /// In a body.
    Body,
    /// In a parameter.
    Parameter,
    /// In a header of a response.
    Header,
}

/// What a law says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgement {
    pub(crate) level: Level,
    /// The one stem that fits, where the act alone does not tell.
    pub(crate) stem: Option<&'static str>,
}

/// A judged occurrence.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) id: &'static str,
    pub(crate) level: Level,
    pub(crate) message: String,
}

/// A judged occurrence with what its family adds.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) id: &'static str,
    pub(crate) level: Level,
    pub(crate) category: Category,
    pub(crate) sdk: Impact,
    pub(crate) message: String,
    pub(crate) safe_path: &'static str,
}

impl Payload {
    pub(crate) fn parameter(&self) -> bool {
        self.kind == PayloadKind::Parameter
    }

    pub(crate) fn header(&self) -> bool {
        self.kind == PayloadKind::Header
    }

    /// "the request body" or "`items[].amount` of the request body".
    pub(crate) fn at(&self, path: &str) -> String {
        if path.is_empty() { self.place.clone() } else { format!("`{path}` of {}", self.place) }
    }

    /// The same, for what is inside.
    pub(crate) fn of(&self, path: &str) -> String {
        self.at(path)
    }

    /// One of two ids: for the payload itself, or for what is inside it.
    pub(crate) fn pick(&self, seen: &Occurrence<'_>, body: &'static str, property: &'static str) -> &'static str {
        if seen.path.is_empty() { body } else { property }
    }

    /// The start of the id, and what stands in for it where the catalogue has no row.
    fn prefixes(&self, seen: &Occurrence<'_>) -> &'static [&'static str] {
        // `required` of an object is about its properties.
        let inside = !seen.path.is_empty() || seen.fact.keyword == Keyword::Required;
        match (self.kind, self.request, !inside) {
            (PayloadKind::Body, true, true) => &["request-body", "request-property"],
            (PayloadKind::Body, true, false) => &["request-property"],
            (PayloadKind::Body, false, true) => &["response-body", "response-mediatype"],
            (PayloadKind::Body, false, false) => &["response-property"],
            (PayloadKind::Parameter, _, true) => &["request-parameter"],
            (PayloadKind::Parameter, _, false) if seen.in_property => &["request-parameter-property"],
            (PayloadKind::Parameter, ..) => &[],
            (PayloadKind::Header, false, true) => &["response-header"],
            (PayloadKind::Header, ..) => &[],
        }
    }
}

/// Judges what a payload shows.
pub(crate) fn judge(seen: &Occurrence<'_>, payload: &Payload) -> Option<Verdict> {
    // A parameter of a webhook is sent by the provider: what is read there is judged like a response.
    let (named, sdk, source) = match seen.fact.keyword {
        Keyword::Property => (property::judge(seen, payload)?, Impact::Breaking, property::SOURCE),
        Keyword::Mutability => (mutability::judge(seen, payload)?, Impact::Possible, mutability::SOURCE),
        Keyword::Schema => (whole::judge(seen, payload)?, Impact::Possible, whole::SOURCE),
        keyword => {
            let family = FAMILIES.iter().find(|f| f.keyword == keyword)?;
            (by_family(family, seen, payload)?, family.sdk, family.source)
        }
    };
    let category = catalogue().get(named.id).map_or(Category::Wire, |e| e.category);
    Some(Verdict {
        id: named.id,
        level: named.level,
        category,
        sdk: if named.level == Level::Info { Impact::None } else { sdk },
        message: named.message,
        safe_path: super::section(source, "Safe path: "),
    })
}

fn by_family(family: &Family, seen: &Occurrence<'_>, payload: &Payload) -> Option<Named> {
    let judgement = (family.law)(seen, payload)?;
    let stems = family
        .stems
        .iter()
        .filter(|(act, _)| *act == seen.fact.act || judgement.stem.is_some())
        .map(|(_, stem)| *stem)
        .filter(|stem| judgement.stem.is_none_or(|only| only == *stem));
    let row = stems
        .flat_map(|stem| payload.prefixes(seen).iter().map(move |prefix| format!("{prefix}-{stem}")))
        .find_map(|id| catalogue().get(id.as_str()));
    let open_list = judgement.stem == Some("x-extensible-enum-removed");
    let id = match row {
        Some(row) => row.id,
        None if open_list => "response-x-extensible-enum-removed",
        // A note on a schema that has no id in this position is not about the accepted values either.
        None if matches!(
            family.keyword,
            Keyword::Deprecated | Keyword::Stability | Keyword::ExtensibleEnum | Keyword::Default
        ) =>
        {
            return None;
        }
        None => whole::fallback(seen, payload, judgement.level)?,
    };
    Some(Named { id, level: judgement.level, message: phrase(seen, payload) })
}

/// Keywords that bound a number or a size.
pub(crate) fn is_bound(keyword: Keyword) -> bool {
    use Keyword as K;
    matches!(
        keyword,
        K::Minimum
            | K::Maximum
            | K::ExclusiveMinimum
            | K::ExclusiveMaximum
            | K::MultipleOf
            | K::MinLength
            | K::MaxLength
            | K::MinItems
            | K::MaxItems
            | K::MinProperties
            | K::MaxProperties
    )
}

fn phrase(seen: &Occurrence<'_>, payload: &Payload) -> String {
    let fact = seen.fact;
    let at = payload.at(&seen.path);
    let word = keyword_word(fact.keyword);
    let name = if fact.name.is_empty() { String::new() } else { format!(" `{}`", fact.name) };
    match (fact.keyword, fact.act) {
        (Keyword::Nullable, Act::Added) => format!("{at} may now be null"),
        (Keyword::Nullable, _) => format!("{at} may no longer be null"),
        (Keyword::Type, _) => format!("the type of {at} changed from {} to {}", fact.before, fact.after),
        (Keyword::Enum, Act::Added) if fact.name.is_empty() => format!("{at} is now limited to {}", fact.after),
        (Keyword::Enum, Act::Removed) if fact.name.is_empty() => {
            format!("{at} is no longer limited to {}", fact.before)
        }
        (Keyword::Enum, Act::Added) => format!("the value{name} was added to the enum of {at}"),
        (Keyword::Enum, _) => format!("the value{name} was removed from the enum of {at}"),
        (Keyword::Required, Act::Added) => format!("property{name} of {at} became required"),
        (Keyword::Required, _) => format!("property{name} of {at} became optional"),
        (Keyword::Deprecated, Act::Added) if fact.after.is_empty() => format!("{at} was deprecated without a sunset"),
        (Keyword::Deprecated, Act::Added) => format!("{at} was deprecated with the sunset {}", fact.after),
        (Keyword::Deprecated, _) => format!("{at} is no longer deprecated"),
        (Keyword::OneOf | Keyword::AnyOf, Act::Added) => format!("the branch{name} was added to the {word} of {at}"),
        (Keyword::OneOf | Keyword::AnyOf, Act::Removed) => {
            format!("the branch{name} was removed from the {word} of {at}")
        }
        (Keyword::OneOf | Keyword::AnyOf, _) => format!("{at} changed between a single schema and {word}"),
        (_, Act::Added) if fact.after.is_empty() || !fact.name.is_empty() => format!("{word}{name} was added to {at}"),
        (_, Act::Added) => format!("{word} {} was added to {at}", fact.after),
        (_, Act::Removed) if fact.before.is_empty() || !fact.name.is_empty() => {
            format!("{word}{name} was removed from {at}")
        }
        (_, Act::Removed) => format!("{word} {} was removed from {at}", fact.before),
        (_, Act::Increased) => format!("the {word} of {at} went up from {} to {}", fact.before, fact.after),
        (_, Act::Decreased) => format!("the {word} of {at} went down from {} to {}", fact.before, fact.after),
        (_, Act::Closed) => format!("{at} no longer accepts what {word} accepted"),
        (_, Act::Opened) => format!("{at} now accepts anything where {word} refused all"),
        _ if fact.before.is_empty() && fact.after.is_empty() => format!("{word}{name} of {at} changed"),
        _ => format!("the {word}{name} of {at} changed from `{}` to `{}`", fact.before, fact.after),
    }
}

fn keyword_word(keyword: Keyword) -> &'static str {
    use Keyword as K;
    match keyword {
        K::Type => "type",
        K::Format => "format",
        K::Nullable => "null",
        K::Enum => "enum",
        K::Const => "const",
        K::ExtensibleEnum => "x-extensible-enum",
        K::Minimum => "minimum",
        K::Maximum => "maximum",
        K::ExclusiveMinimum => "exclusiveMinimum",
        K::ExclusiveMaximum => "exclusiveMaximum",
        K::MultipleOf => "multipleOf",
        K::MinLength => "minLength",
        K::MaxLength => "maxLength",
        K::Pattern => "pattern",
        K::MinItems => "minItems",
        K::MaxItems => "maxItems",
        K::UniqueItems => "uniqueItems",
        K::Items => "items",
        K::PrefixItems => "prefixItems",
        K::UnevaluatedItems => "unevaluatedItems",
        K::Contains => "contains",
        K::MinContains => "minContains",
        K::MaxContains => "maxContains",
        K::MinProperties => "minProperties",
        K::MaxProperties => "maxProperties",
        K::Property => "property",
        K::Required => "required",
        K::Mutability => "readOnly or writeOnly",
        K::AdditionalProperties => "additionalProperties",
        K::PatternProperties => "patternProperties",
        K::PropertyNames => "propertyNames",
        K::DependentRequired => "dependentRequired",
        K::DependentSchemas => "dependentSchemas",
        K::UnevaluatedProperties => "unevaluatedProperties",
        K::OneOf => "oneOf",
        K::AnyOf => "anyOf",
        K::Not => "not",
        K::If => "if",
        K::Then => "then",
        K::Else => "else",
        K::ContentEncoding => "contentEncoding",
        K::ContentMediaType => "contentMediaType",
        K::ContentSchema => "contentSchema",
        K::Discriminator => "discriminator",
        K::DiscriminatorMapping => "discriminator mapping",
        K::DiscriminatorProperty => "discriminator property",
        K::Default => "default",
        K::Deprecated => "deprecated",
        K::Stability => "x-stability-level",
        K::Schema => "schema",
    }
}

/// Every id that a family may give.
pub(crate) fn ids() -> std::collections::BTreeSet<String> {
    let prefixes = [
        "request-body",
        "request-property",
        "response-body",
        "response-mediatype",
        "response-property",
        "request-parameter",
        "request-parameter-property",
        "response-header",
    ];
    let derived = FAMILIES.iter().flat_map(|family| {
        prefixes.iter().flat_map(move |prefix| family.stems.iter().map(move |(_, stem)| format!("{prefix}-{stem}")))
    });
    derived
        .filter(|id| catalogue().contains_key(id.as_str()))
        .chain(property::IDS.iter().chain(whole::IDS).map(|id| (*id).to_owned()))
        .chain(mutability::ids())
        .chain(["response-x-extensible-enum-removed".to_owned()])
        .collect()
}

/// Every id that a family may give, with the text of the family's file.
pub(crate) fn documented() -> Vec<(String, &'static str)> {
    let mut list = Vec::new();
    for id in ids() {
        let own = if property::IDS.contains(&id.as_str()) {
            property::SOURCE
        } else if mutability::ids().contains(&id) {
            mutability::SOURCE
        } else {
            FAMILIES
                .iter()
                .find(|f| f.stems.iter().any(|(_, stem)| id.ends_with(&format!("-{stem}"))))
                .map_or(whole::SOURCE, |f| f.source)
        };
        list.push((id, own));
    }
    list
}
