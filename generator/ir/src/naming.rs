//! Names stay words until a language cases them; identifiers are handed out in a stated order.

use std::collections::BTreeSet;

/// A name: its words in lower case, and what stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Name {
    /// Lower-case ASCII words, at least one: `["x", "request", "id"]`
    pub words: Vec<String>,
    /// As the document writes it: `X-Request-ID`
    pub wire: String,
}

impl Name {
    /// Splits what is on the wire into words: at anything that is no letter or digit, and at changes of case
    /// (`HTTPServer2Id` is `http server2 id`).
    pub fn of(wire: &str) -> Self {
        Self { words: words(wire), wire: wire.to_owned() }
    }

    /// `XRequestId`
    pub fn pascal(&self) -> String {
        self.words.iter().map(|w| capital(w)).collect()
    }

    /// `xRequestId`
    pub fn camel(&self) -> String {
        self.words.iter().enumerate().map(|(i, w)| if i == 0 { w.clone() } else { capital(w) }).collect()
    }

    /// `x_request_id`
    pub fn snake(&self) -> String {
        self.words.join("_")
    }

    /// `X_REQUEST_ID`
    pub fn screaming(&self) -> String {
        self.snake().to_uppercase()
    }

    /// `x-request-id`
    pub fn kebab(&self) -> String {
        self.words.join("-")
    }

    /// This name with further words after it; the wire form stays.
    #[must_use]
    pub fn then(&self, more: &[&str]) -> Self {
        let mut name = self.clone();
        name.words.extend(more.iter().map(|w| (*w).to_owned()));
        name
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The words of a value of an enum. A sign or a comparison in front is a word, because `+1` and `-1` must differ.
pub fn value_words(text: &str) -> Vec<String> {
    let text = text.trim();
    let sign = match text.chars().next() {
        Some('+') => "plus",
        Some('-') => "minus",
        Some('<') => "less",
        Some('>') => "greater",
        Some('=') => "equal",
        Some('!') => "not",
        _ => return words(text),
    };
    if !text.contains(|c: char| c.is_alphanumeric()) {
        return words(text);
    }
    let after = text.chars().nth(1);
    // `-created` is a descending order to some, a dash to others: `minus` keeps it apart from `created` either way.
    let mut all = vec![sign.to_owned()];
    if matches!(sign, "less" | "greater") && after == Some('=') {
        all.push("equal".to_owned());
    }
    all.extend(words(text));
    all
}

/// Splits a text into lower-case ASCII words.
pub fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = i.checked_sub(1).map(|j| chars[j]);
        let after = chars.get(i + 1);
        let hump = c.is_ascii_uppercase()
            && before.is_some_and(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if hump {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    if words.is_empty() {
        // Nothing of it can stand in an identifier: its code points can.
        words.push(if chars.is_empty() { "empty".into() } else { "u".into() });
        words.extend(chars.iter().map(|c| format!("{:x}", *c as u32)));
    }
    words
}

/// Hands out identifiers of one namespace: reserved words and what is taken get a suffix.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    reserved: &'static [&'static str],
    fold_case: bool,
}

impl Scope {
    /// A namespace in which `reserved` may not be used.
    pub fn new(reserved: &'static [&'static str]) -> Self {
        Self { taken: BTreeSet::new(), reserved, fold_case: false }
    }

    /// Names that differ only in case collide (file names on some systems).
    #[must_use]
    pub fn folding_case(mut self) -> Self {
        self.fold_case = true;
        self
    }

    /// The first free one of: the wish, the wish with `_` (only when it is reserved), the wish with `2`, `3`, ...
    /// A wish that starts with a digit gets `prefix` first.
    pub fn claim(&mut self, wish: &str, prefix: &str) -> String {
        let mut base =
            if wish.starts_with(|c: char| c.is_ascii_digit()) { format!("{prefix}{wish}") } else { wish.to_owned() };
        if self.reserved.contains(&base.as_str()) {
            base.push('_');
        }
        let key = |s: &str| {
            if self.fold_case { s.to_lowercase() } else { s.to_owned() }
        };
        let mut name = base.clone();
        let mut n = 2;
        while self.taken.contains(&key(&name)) {
            name = format!("{base}{n}");
            n += 1;
        }
        self.taken.insert(key(&name));
        name
    }
}
