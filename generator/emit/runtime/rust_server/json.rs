//! Types from and to JSON.
//!
//! A value is checked by its table first ([`super::validate`]); what is read here is known to fit, so that reading needs no
//! error of its own: `None` means that table and type disagree.

use std::{collections::BTreeMap, fmt};

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A type that travels as JSON.
pub trait Json: Sized {
    /// Reads a value; none: it is not of this type.
    fn read(value: Value) -> Option<Self>;

    /// Writes the value.
    fn write(&self) -> Value;
}

/// An optional property whose value may be null: three states, kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// The key is not there
    #[default]
    Absent,
    /// The key is there with null
    Null,
    /// The key is there with a value
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// A reference to the value, if there is one.
    pub fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the key is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// No value is of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

/// Members of an object, on the way in or out.
#[derive(Debug, Clone, Default)]
pub struct Members(Map<String, Value>);

impl Members {
    /// Members of an object that was received.
    pub fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// No members yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a member that must be there.
    pub fn required<T: Json>(&mut self, key: &str) -> Option<T> {
        T::read(self.0.remove(key)?)
    }

    /// Takes a member that may be absent. The outer option: whether it fits.
    #[allow(clippy::option_option)]
    pub fn optional<T: Json>(&mut self, key: &str) -> Option<Option<T>> {
        match self.0.remove(key) {
            None => Some(None),
            Some(value) => T::read(value).map(Some),
        }
    }

    /// Takes a member that may be absent or null.
    pub fn maybe<T: Json>(&mut self, key: &str) -> Option<Maybe<T>> {
        match self.0.remove(key) {
            None => Some(Maybe::Absent),
            Some(Value::Null) => Some(Maybe::Null),
            Some(value) => T::read(value).map(Maybe::Value),
        }
    }

    /// Takes a member that can have one value only.
    pub fn constant(&mut self, key: &str) {
        self.0.remove(key);
    }

    /// Takes what is left.
    pub fn rest<T: Json>(&mut self) -> Option<BTreeMap<String, T>> {
        std::mem::take(&mut self.0).into_iter().map(|(key, value)| Some((key, T::read(value)?))).collect()
    }

    /// Puts a member.
    pub fn set<T: Json>(&mut self, key: &str, value: &T) {
        self.0.insert(key.to_owned(), value.write());
    }

    /// Puts a member if there is one.
    pub fn set_optional<T: Json>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    /// Puts a member, null, or nothing.
    pub fn set_maybe<T: Json>(&mut self, key: &str, value: &Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => self.set_value(key, Value::Null),
            Maybe::Value(value) => self.set(key, value),
        }
    }

    /// Puts a JSON value.
    pub fn set_value(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// Puts further members; those that are there stay.
    pub fn extend<T: Json>(&mut self, more: &BTreeMap<String, T>) {
        for (key, value) in more {
            if !self.0.contains_key(key) {
                self.0.insert(key.clone(), value.write());
            }
        }
    }

    /// The object.
    pub fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

/// Puts the tag of a union into an object that does not carry it yet.
pub fn tagged(mut value: Value, key: &str, tag: Value) -> Value {
    if let Value::Object(members) = &mut value
        && !members.contains_key(key)
    {
        members.insert(key.to_owned(), tag);
    }
    value
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl Json for $ty {
            fn read(value: Value) -> Option<Self> {
                let Value::Number(number) = value else { return None };
                if let Some(n) = number.as_i64() {
                    return n.try_into().ok();
                }
                if let Some(n) = number.as_u64() {
                    return n.try_into().ok();
                }
                // `1.0` is a whole number too.
                let n = number.as_f64()?;
                #[allow(clippy::cast_possible_truncation)]
                let whole = (n.fract() == 0.0 && n.abs() < 1e30).then_some(n as i128);
                whole?.try_into().ok()
            }

            fn write(&self) -> Value {
                (*self).into()
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

impl Json for f64 {
    fn read(value: Value) -> Option<Self> {
        value.as_f64()
    }

    fn write(&self) -> Value {
        Number::from_f64(*self).map_or(Value::Null, Value::Number)
    }
}

impl Json for f32 {
    fn read(value: Value) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation)]
        value.as_f64().map(|n| n as Self)
    }

    fn write(&self) -> Value {
        // By way of its text: 0.1 stays 0.1, and does not become 0.10000000149.
        self.to_string().parse().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
    }
}

impl Json for bool {
    fn read(value: Value) -> Option<Self> {
        value.as_bool()
    }

    fn write(&self) -> Value {
        (*self).into()
    }
}

impl Json for String {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn write(&self) -> Value {
        self.as_str().into()
    }
}

impl Json for Value {
    fn read(value: Value) -> Option<Self> {
        Some(value)
    }

    fn write(&self) -> Value {
        self.clone()
    }
}

impl Json for () {
    fn read(value: Value) -> Option<Self> {
        value.is_null().then_some(())
    }

    fn write(&self) -> Value {
        Value::Null
    }
}

impl Json for Never {
    fn read(_: Value) -> Option<Self> {
        None
    }

    fn write(&self) -> Value {
        match *self {}
    }
}

impl<T: Json> Json for Option<T> {
    fn read(value: Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Json::write)
    }
}

impl<T: Json> Json for Box<T> {
    fn read(value: Value) -> Option<Self> {
        T::read(value).map(Self::new)
    }

    fn write(&self) -> Value {
        T::write(self)
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => items.into_iter().map(T::read).collect(),
            _ => None,
        }
    }

    fn write(&self) -> Value {
        self.iter().map(Json::write).collect()
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    fn read(value: Value) -> Option<Self> {
        Members::of(value)?.rest()
    }

    fn write(&self) -> Value {
        self.iter().map(|(key, value)| (key.clone(), value.write())).collect::<Map<_, _>>().into()
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))*) => {$(
        impl<$($name: Json),+> Json for ($($name,)+) {
            fn read(value: Value) -> Option<Self> {
                let Value::Array(items) = value else { return None };
                let mut items = items.into_iter();
                Some(($($name::read(items.next()?)?,)+))
            }

            #[allow(non_snake_case)]
            fn write(&self) -> Value {
                let ($($name,)+) = self;
                Value::Array(vec![$($name.write()),+])
            }
        }
    )*};
}

tuples!((A)(A B)(A B C)(A B C D)(A B C D E)(A B C D E F));

/// A JSON text is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotJson(
    /// What is wrong and where, without the text
    pub String,
);

/// Reads a JSON text. A key that an object has twice is an error (RFC 8259 4: what a reader makes of it cannot be relied on).
pub fn parse(text: &[u8]) -> Result<Value, NotJson> {
    match serde_json::from_slice::<Unique>(text) {
        Ok(Unique(value)) => Ok(value),
        Err(error) => {
            let what = match error.classify() {
                serde_json::error::Category::Data => "must not have the same key twice",
                _ => "must be JSON",
            };
            Err(NotJson(format!("{what} (line {}, column {})", error.line(), error.column())))
        }
    }
}

struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> DeserializeSeed<'de> for UniqueVisitor {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(UniqueVisitor)? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(UniqueVisitor)?;
            if members.insert(key, value).is_some() {
                return Err(de::Error::custom("the same key twice"));
            }
        }
        Ok(members.into())
    }
}

/// Makes types that are [`Json`] and have a table usable with serde and poem-openapi.
#[macro_export]
#[doc(hidden)]
macro_rules! json_types {
    ($($name:ident: $table:expr),* $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::runtime::Json::write(self), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::through_serde(&$table.schema, deserializer)
            }
        }

        impl ::poem_openapi::types::Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> ::std::borrow::Cow<'static, str> {
                $table.name.into()
            }

            fn schema_ref() -> ::poem_openapi::registry::MetaSchemaRef {
                $crate::runtime::meta::reference(&$table)
            }

            fn register(registry: &mut ::poem_openapi::registry::Registry) {
                $crate::runtime::meta::register(&$table, registry);
            }

            fn as_raw_value(&self) -> ::std::option::Option<&Self> {
                ::std::option::Option::Some(self)
            }

            fn raw_element_iter<'a>(
                &'a self,
            ) -> ::std::boxed::Box<dyn ::std::iter::Iterator<Item = &'a Self> + 'a> {
                ::std::boxed::Box::new(::std::iter::once(self))
            }
        }
    )*};
}

/// Deserialises by way of a JSON value, checked by the type's table.
pub fn through_serde<'de, T: Json, D: Deserializer<'de>>(
    schema: &super::schema::Schema,
    deserializer: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if let Some(fault) = super::validate::faults(schema, &value, super::validate::Side::Response).first() {
        return Err(de::Error::custom(format_args!("{}: {}", fault.pointer, fault.detail)));
    }
    T::read(value).ok_or_else(|| de::Error::custom("does not fit its type"))
}
