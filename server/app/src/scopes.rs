//! Scopes (RFC 6749 section 3.3): sets, and the decision which of them a token carries. Deny by default.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A set of scopes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scopes(BTreeSet<String>);

/// The text is not a list of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("scopes are separated by single spaces, of the characters that RFC 6749 section 3.3 allows")]
pub struct BadScopeText;

/// The request for scopes is refused as a whole. Deliberately without a reason: a scope that does not exist, one that is
/// not registered for the client, and one that the organisation does not grant look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a requested scope cannot be granted to this client")]
pub struct InvalidScope;

impl Scopes {
    /// Reads a space-separated list. Duplicates collapse, order does not matter, case does.
    ///
    /// # Errors
    /// When it is empty or has characters that scopes cannot have.
    pub fn parse(text: &str) -> Result<Self, BadScopeText> {
        text.split(' ')
            .map(|scope| if is_scope_token(scope) { Ok(scope.to_owned()) } else { Err(BadScopeText) })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether this very scope is in the set.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.contains(scope)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// As a sorted list.
    pub fn to_vec(&self) -> Vec<String> {
        self.0.iter().cloned().collect()
    }
}

impl<S: Into<String>> FromIterator<S> for Scopes {
    fn from_iter<I: IntoIterator<Item = S>>(scopes: I) -> Self {
        Self(scopes.into_iter().map(Into::into).collect())
    }
}

/// Space-separated and sorted, as in a token.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, scope) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope)?;
        }
        Ok(())
    }
}

/// `scope-token` of RFC 6749: %x21 / %x23-5B / %x5D-7E.
pub fn is_scope_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, 0x21 | 0x23..=0x5B | 0x5D..=0x7E))
}

/// Which scopes each operation needs: made from the specification, never by hand.
#[derive(Debug, Clone, Default)]
pub struct OperationScopes {
    /// Operation to alternatives, of which one must be met in full
    operations: BTreeMap<String, Vec<Vec<String>>>,
    known: BTreeSet<String>,
}

impl OperationScopes {
    /// A map of operations to alternatives of scopes. An operation without alternatives needs no token.
    pub fn new(operations: impl IntoIterator<Item = (String, Vec<Vec<String>>)>) -> Self {
        let operations: BTreeMap<_, _> = operations.into_iter().collect();
        let known = operations.values().flatten().flatten().cloned().collect();
        Self { operations, known }
    }

    /// Whether some operation needs this scope. No other scope exists.
    pub fn exists(&self, scope: &str) -> bool {
        self.known.contains(scope)
    }

    /// All scopes there are, sorted.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// Whether a token with these scopes may call the operation. An operation that is not in the map may not be called,
    /// and one of which no alternative names a scope may not be called with a token either.
    pub fn allows(&self, operation: &str, granted: &Scopes) -> bool {
        self.operations.get(operation).is_some_and(|ways| {
            ways.iter().any(|way| !way.is_empty() && way.iter().all(|scope| granted.contains(scope)))
        })
    }

    /// Scopes that the operation's first way needs, for the `scope` attribute of a refusal.
    pub fn needed(&self, operation: &str) -> &[String] {
        self.operations.get(operation).and_then(|ways| ways.first()).map_or(&[], Vec::as_slice)
    }

    /// Operations, sorted.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations.keys().map(String::as_str)
    }
}

/// Decides on a request for scopes: all of them, or none.
///
/// # Errors
/// [`InvalidScope`] when one of them does not exist, is not registered for the client, or is not granted by the
/// organisation; or when none is asked for, because there is no default.
pub fn grant(
    requested: &Scopes,
    exists: impl Fn(&str) -> bool,
    registered: &Scopes,
    granted_by_organisation: &Scopes,
) -> Result<Scopes, InvalidScope> {
    if requested.is_empty() {
        return Err(InvalidScope);
    }
    // No early end: the time taken must not tell which of the three reasons it was.
    let mut all = true;
    for scope in requested.iter() {
        all &= exists(scope) & registered.contains(scope) & granted_by_organisation.contains(scope);
    }
    if all { Ok(requested.clone()) } else { Err(InvalidScope) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Scopes {
        if text.is_empty() { Scopes::default() } else { Scopes::parse(text).expect(text) }
    }

    #[test]
    fn c26_grammar_duplicates_and_order() {
        assert_eq!(set("b:x a:y b:x"), set("a:y b:x"));
        assert_eq!(set("b:x a:y").to_string(), "a:y b:x");
        assert_ne!(set("A:y"), set("a:y"));
        for bad in ["", " ", "a  b", " a", "a ", "a\tb", "a\"b", "a\\b", "é", "a\nb", "\u{7f}"] {
            assert_eq!(Scopes::parse(bad), Err(BadScopeText), "{bad:?}");
        }
    }

    #[test]
    fn c27_c28_c29_all_or_nothing_and_no_default() {
        let exists = |s: &str| ["a:r", "a:w", "b:r"].contains(&s);
        let (registered, policy) = (set("a:r a:w"), set("a:r b:r"));
        let decide = |text: &str| grant(&set(text), exists, &registered, &policy);
        assert_eq!(decide("a:r"), Ok(set("a:r")));
        assert_eq!(decide("zzz"), Err(InvalidScope), "unknown");
        assert_eq!(decide("b:r"), Err(InvalidScope), "not registered");
        assert_eq!(decide("a:w"), Err(InvalidScope), "not in policy");
        assert_eq!(decide("a:r a:w"), Err(InvalidScope), "never narrowed");
        assert_eq!(decide(""), Err(InvalidScope), "never a default");
    }

    #[test]
    fn c30_c32_more_scopes_never_take_away_and_unknown_operations_are_denied() {
        let map = OperationScopes::new([
            ("read".to_owned(), vec![vec!["a:r".to_owned()]]),
            ("both".to_owned(), vec![vec!["a:r".to_owned(), "b:r".to_owned()], vec!["admin:x".to_owned()]]),
            ("open".to_owned(), vec![]),
            ("empty".to_owned(), vec![vec![]]),
        ]);
        let all: Vec<String> = map.all().map(str::to_owned).collect();
        assert_eq!(all, ["a:r", "admin:x", "b:r"]);
        for operation in ["read", "both", "open", "empty", "nowhere"] {
            assert!(!map.allows(operation, &Scopes::default()), "{operation} with no scope");
            for bits in 0..8_u8 {
                let pick =
                    |bits: u8| all.iter().enumerate().filter(move |(i, _)| bits >> i & 1 == 1).map(|(_, s)| s.clone());
                if map.allows(operation, &pick(bits).collect()) {
                    for more in 0..8_u8 {
                        assert!(map.allows(operation, &pick(bits | more).collect()), "{operation} {bits} {more}");
                    }
                }
            }
        }
        assert!(!map.allows("nowhere", &all.iter().cloned().collect()));
        assert!(map.allows("both", &set("admin:x")));
        assert!(!map.allows("both", &set("a:r")));
    }
}
