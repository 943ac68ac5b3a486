//! What differs between two schemas, keyword by keyword, without a judgement.

use model::NodeId;

use super::Effects;

/// The part of a schema that a fact is about.
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Keyword {
    Type,
    Format,
    Nullable,
    Enum,
    Const,
    ExtensibleEnum,
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
    MinLength,
    MaxLength,
    Pattern,
    MinItems,
    MaxItems,
    UniqueItems,
    Items,
    PrefixItems,
    UnevaluatedItems,
    Contains,
    MinContains,
    MaxContains,
    MinProperties,
    MaxProperties,
    Property,
    Required,
    Mutability,
    AdditionalProperties,
    PatternProperties,
    PropertyNames,
    DependentRequired,
    DependentSchemas,
    UnevaluatedProperties,
    OneOf,
    AnyOf,
    Not,
    If,
    Then,
    Else,
    ContentEncoding,
    ContentMediaType,
    ContentSchema,
    Discriminator,
    DiscriminatorMapping,
    DiscriminatorProperty,
    Default,
    Deprecated,
    Stability,
    Schema,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Act {
    /// It was not there and is now.
    Added,
    /// It was there and is gone.
    Removed,
    /// Another value that neither contains the old one nor is contained in it, as far as is known.
    Changed,
    /// A number went up.
    Increased,
    /// A number went down.
    Decreased,
    /// Another value that contains the old one.
    Generalized,
    /// Another value that is contained in the old one.
    Specialized,
    /// A list of choices became longer or a plain schema a list of choices.
    Wrapped,
    /// Nothing is allowed any more.
    Closed,
    /// Everything is allowed now.
    Opened,
}

/// One difference between two schemas.
#[derive(Debug, Clone)]
pub(crate) struct SchemaFact {
    pub(crate) keyword: Keyword,
    pub(crate) act: Act,
    /// What it does to the accepted values, strictly.
    pub(crate) effects: Effects,
    /// The place in the old description; none where the schema itself is meant.
    pub(crate) old: Option<NodeId>,
    /// The place in the new description.
    pub(crate) new: Option<NodeId>,
    /// The old value as text, as far as there is one.
    pub(crate) before: String,
    /// The new value as text.
    pub(crate) after: String,
    /// The property, value or pattern that it is about.
    pub(crate) name: String,
    /// Circumstances that a rule looks at.
    pub(crate) guard: Guard,
}

/// Circumstances of a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Guard {
    /// The property is (or was) required.
    pub(crate) required: bool,
    /// The property has a default.
    pub(crate) default: bool,
    /// The object accepts no other property on the side without the property.
    pub(crate) closed: bool,
    /// The property is read only in the direction in which it does not travel, or write only likewise.
    pub(crate) silent: bool,
    /// A list of types was or is written, not a single one.
    pub(crate) list: bool,
}

impl SchemaFact {
    pub(crate) fn new(keyword: Keyword, act: Act, effects: Effects) -> Self {
        Self {
            keyword,
            act,
            effects,
            old: None,
            new: None,
            before: String::new(),
            after: String::new(),
            name: String::new(),
            guard: Guard::default(),
        }
    }

    pub(crate) fn at(mut self, old: Option<NodeId>, new: Option<NodeId>) -> Self {
        self.old = old;
        self.new = new;
        self
    }

    pub(crate) fn values(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    pub(crate) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    pub(crate) fn guard(mut self, guard: Guard) -> Self {
        self.guard = guard;
        self
    }
}
