//! Values that travel as strings of a format. Each can only be made of a text that is right.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose};
use bytes::Bytes;
use serde_json::{Value, json};

use super::{formats, json::Json};

/// A text is not of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOfTheFormat(
    /// What was wanted
    pub &'static str,
);

impl fmt::Display for NotOfTheFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl std::error::Error for NotOfTheFormat {}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $check:path, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotOfTheFormat;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotOfTheFormat;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                if $check(&text) { Ok(Self(text)) } else { Err(NotOfTheFormat($what)) }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Json for $name {
            fn read(value: Value) -> Option<Self> {
                String::read(value)?.try_into().ok()
            }

            fn write(&self) -> Value {
                self.0.as_str().into()
            }
        }
    };
}

text!(
    /// A day, `2026-11-21` (RFC 3339 full-date).
    Date, formats::is_date, "a date (RFC 3339)"
);
text!(
    /// A moment, `2026-11-21T09:30:00Z` (RFC 3339 date-time).
    DateTime, formats::is_date_time, "a time (RFC 3339)"
);
text!(
    /// A UUID (RFC 9562), as it was written.
    Uuid, formats::is_uuid, "a UUID"
);

/// Bytes that travel as base64 text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base64(
    /// The bytes
    pub Vec<u8>,
);

impl Base64 {
    /// Both alphabets, with or without padding.
    pub fn decode(text: &str) -> Option<Vec<u8>> {
        general_purpose::STANDARD
            .decode(text)
            .or_else(|_| general_purpose::STANDARD_NO_PAD.decode(text))
            .or_else(|_| general_purpose::URL_SAFE.decode(text))
            .or_else(|_| general_purpose::URL_SAFE_NO_PAD.decode(text))
            .ok()
    }
}

impl Json for Base64 {
    fn read(value: Value) -> Option<Self> {
        Self::decode(value.as_str()?).map(Self)
    }

    fn write(&self) -> Value {
        general_purpose::STANDARD.encode(&self.0).into()
    }
}

/// Raw bytes: a file of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Binary {
    /// The bytes
    pub bytes: Bytes,
    /// Name that the sender gave to the file; not to be trusted as a path
    pub file_name: Option<String>,
    /// Media type that the sender gave to it
    pub content_type: Option<String>,
}

/// Key under which a part travels inside a JSON value, from the multipart reader to the type.
const BYTES: &str = "\u{0}bytes";

impl Binary {
    /// Whether a value is one that [`Binary::write_part`] made.
    pub fn is(value: &Value) -> bool {
        value.get(BYTES).is_some()
    }

    /// As a JSON value, with the name of the file.
    pub fn write_part(&self) -> Value {
        json!({ BYTES: general_purpose::STANDARD.encode(&self.bytes), "name": self.file_name, "type": self.content_type })
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes: bytes.into(), ..Self::default() }
    }
}

impl Json for Binary {
    fn read(value: Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        match &value {
            Value::String(text) => Some(text.clone().into_bytes().into()),
            Value::Object(_) => Some(Self {
                bytes: general_purpose::STANDARD.decode(text(BYTES)?).ok()?.into(),
                file_name: text("name"),
                content_type: text("type"),
            }),
            _ => None,
        }
    }

    fn write(&self) -> Value {
        String::from_utf8_lossy(&self.bytes).into_owned().into()
    }
}
