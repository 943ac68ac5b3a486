//! Enums of texts, written once.

/// An enum of texts. `open`: an unknown text is kept as `Other`; `closed`: it is refused.
macro_rules! text_enum {
    ($(#[$doc:meta])* open $name:ident { $($(#[$mdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$mdoc])* $variant,)*
            /// A value that this version of the client does not know; written back unchanged.
            Other(::std::string::String),
        }
        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text.to_owned()),
                }
            }
        }
        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::from(<::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?))
            }
        }
        text_enum!(@text $name);
    };
    ($(#[$doc:meta])* closed $name:ident { $($(#[$mdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$mdoc])* $variant,)*
        }
        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match *self {
                    $(Self::$variant => $text,)*
                }
            }
        }
        impl ::std::convert::TryFrom<&str> for $name {
            type Error = ::std::string::String;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(::std::format!("not a value of {}", ::std::stringify!($name))),
                }
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = ::std::string::String;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text)
            }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(text.as_str()).map_err(::serde::de::Error::custom)
            }
        }
        text_enum!(@text $name);
    };
    (@text $name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// A text that is always the same: nobody has to spell it, and another one is kept.
macro_rules! text_constant {
    ($name:ident, $text:literal) => {
        #[doc = ::std::concat!(" Always `", $text, "`.")]
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            /// The only value that the description knows.
            #[default]
            Value,
            /// Another one; written back unchanged.
            Other(::std::string::String),
        }
        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Value => $text,
                    Self::Other(text) => text,
                }
            }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?;
                Ok(if text == $text { Self::Value } else { Self::Other(text) })
            }
        }
        text_enum!(@text $name);
    };
}
