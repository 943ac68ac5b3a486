//! Names stay words until a language cases them; identifiers are handed out in a stated order.

use std::collections::{BTreeMap, BTreeSet};

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
        // "OAuth" is one word, whatever its humps say.
        Self { words: words(&wire.replace("OAuth", "Oauth")), wire: wire.to_owned() }
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

/// Splits a text into lower-case ASCII words, at least one. Letters of other scripts cannot stand in every language's
/// identifiers: Latin ones lose their marks (`é` is `e`), others become their code point (`u4e2d`), so that names that
/// differ stay different. A word may start with a digit; emitters put a prefix before an identifier that would.
pub fn words(text: &str) -> Vec<String> {
    if !text.is_ascii() {
        return words_of_ascii(&to_ascii(text), text);
    }
    words_of_ascii(text, text)
}

fn words_of_ascii(text: &str, written: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut word = String::new();
    for (i, &c) in bytes.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let hump = c.is_ascii_uppercase()
            && i > 0
            && (bytes[i - 1].is_ascii_lowercase()
                || bytes[i - 1].is_ascii_digit()
                || (bytes[i - 1].is_ascii_uppercase() && bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase)));
        // "OAuth" is one word to everyone who reads it.
        let oauth = word == "o" && bytes[i..].starts_with(b"Auth");
        if hump && !word.is_empty() && !oauth {
            words.push(std::mem::take(&mut word));
        }
        word.push(c.to_ascii_lowercase() as char);
    }
    if !word.is_empty() {
        words.push(word);
    }
    if words.is_empty() {
        words = symbols(written);
    }
    words
}

/// The names of signs, where nothing else is there.
fn symbols(text: &str) -> Vec<String> {
    let named = |c: char| {
        Some(match c {
            '+' => "plus",
            '-' => "minus",
            '*' => "star",
            '/' => "slash",
            '\\' => "backslash",
            '<' => "less",
            '>' => "greater",
            '=' => "equal",
            '!' => "not",
            '?' => "question",
            '&' => "and",
            '|' => "or",
            '%' => "percent",
            '$' => "dollar",
            '#' => "hash",
            '@' => "at",
            '.' => "dot",
            ',' => "comma",
            ':' => "colon",
            ';' => "semicolon",
            '~' => "tilde",
            '^' => "caret",
            '_' => "underscore",
            ' ' => "space",
            _ => return None,
        })
    };
    let words: Vec<String> =
        text.chars().take(16).map(|c| named(c).map_or_else(|| format!("u{:x}", c as u32), str::to_owned)).collect();
    if words.is_empty() { vec!["empty".to_owned()] } else { words }
}

/// ASCII for other letters: without marks where that is known, else by code point. Signs and emoji stay out unless
/// there is nothing else.
fn to_ascii(text: &str) -> String {
    let letters = text.chars().any(char::is_alphanumeric);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => out.push(c),
            c if latin(c).is_some() => out.push_str(latin(c).unwrap_or("")),
            c if c.is_alphanumeric() || !letters => {
                let capital = out.ends_with(|c: char| c.is_ascii_alphanumeric());
                out.push_str(if capital { " u" } else { "u" });
                out.push_str(&format!("{:x} ", c as u32));
            }
            _ => out.push(' '),
        }
    }
    out
}

/// Latin letters of Europe without their marks. `µ` is what units are written with.
fn latin(c: char) -> Option<&'static str> {
    const TABLE: [(&str, &str); 21] = [
        ("àáâãåāăą", "a"),
        ("ÀÁÂÃÅĀĂĄ", "A"),
        ("çćčĉċ", "c"),
        ("ÇĆČĈĊ", "C"),
        ("èéêëēĕėęě", "e"),
        ("ÈÉÊËĒĔĖĘĚ", "E"),
        ("ìíîïīĭįı", "i"),
        ("ÌÍÎÏĪĬĮİ", "I"),
        ("ñńňņ", "n"),
        ("ÑŃŇŅ", "N"),
        ("òóôõøōŏő", "o"),
        ("ÒÓÔÕØŌŎŐ", "O"),
        ("ùúûūŭůűų", "u"),
        ("ÙÚÛŪŬŮŰŲ", "U"),
        ("śšşŝș", "s"),
        ("ŚŠŞŜȘ", "S"),
        ("źżž", "z"),
        ("ŹŻŽ", "Z"),
        ("ýÿ", "y"),
        ("ďđð", "d"),
        ("ťţțŧ", "t"),
    ];
    let many = match c {
        'ä' | 'æ' => "ae",
        'Ä' | 'Æ' => "Ae",
        'ö' | 'œ' => "oe",
        'Ö' | 'Œ' => "Oe",
        'ü' => "ue",
        'Ü' => "Ue",
        'ß' => "ss",
        'þ' => "th",
        'ł' | 'ľ' | 'ĺ' => "l",
        'Ł' => "L",
        'ř' | 'ŕ' => "r",
        'Ř' => "R",
        'ğ' | 'ģ' => "g",
        'Ğ' => "G",
        'µ' => "u",
        _ => return TABLE.iter().find(|(all, _)| all.contains(c)).map(|(_, plain)| *plain),
    };
    Some(many)
}

/// Hands out identifiers of one namespace: reserved words and what is taken get a suffix.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// Where to go on counting
    next: BTreeMap<String, u32>,
    reserved: &'static [&'static str],
    fold_case: bool,
}

impl Scope {
    /// A namespace in which `reserved` may not be used.
    pub fn new(reserved: &'static [&'static str]) -> Self {
        Self { taken: BTreeSet::new(), next: BTreeMap::new(), reserved, fold_case: false }
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
        if self.taken.contains(&key(&name)) {
            let mut n = self.next.get(&key(&base)).copied().unwrap_or(2);
            while {
                name = format!("{base}{n}");
                n += 1;
                self.taken.contains(&key(&name))
            } {}
            self.next.insert(key(&base), n);
        }
        self.taken.insert(key(&name));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_case() {
        for (text, expected) in [
            ("X-Request-ID", "x_request_id"),
            ("HTTPServer2Id", "http_server2_id"),
            ("OAuth2Token", "oauth2_token"),
            ("GetOAuth", "get_oauth"),
            ("ToAuth", "to_auth"),
            ("snake_case", "snake_case"),
            ("__x__", "x"),
            ("utf8", "utf8"),
            ("2fa", "2fa"),
            ("$ref", "ref"),
            ("@odata.nextLink", "odata_next_link"),
            ("Größe", "groesse"),
            ("naïve café", "naive_cafe"),
            ("日本", "u65e5_u672c"),
            ("id日", "id_u65e5"),
            ("🎉", "u1f389"),
            ("party 🎉", "party"),
            ("", "empty"),
            ("*", "star"),
            ("<=", "less_equal"),
            ("$", "dollar"),
        ] {
            assert_eq!(Name::of(text).snake(), expected, "{text}");
        }
    }

    #[test]
    fn values_that_differ_by_a_sign_have_names_that_differ() {
        for (text, expected) in [
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("1", "1"),
            ("-created_at", "minus_created_at"),
            ("<5", "less_5"),
            (">=5", "greater_equal_5"),
            ("!a", "not_a"),
            ("--", "minus_minus"),
            ("e.g. x", "e_g_x"),
        ] {
            assert_eq!(value_words(text).join("_"), expected, "{text}");
        }
    }

    #[test]
    fn a_scope_hands_out_each_identifier_once() {
        let mut scope = Scope::new(&["class"]);
        assert_eq!(scope.claim("class", "n"), "class_");
        assert_eq!(scope.claim("a", "n"), "a");
        assert_eq!(scope.claim("a", "n"), "a2");
        assert_eq!(scope.claim("2fa", "n"), "n2fa");
        assert_eq!(scope.claim("A", "n"), "A");
        let mut files = Scope::default().folding_case();
        assert_eq!(files.claim("A", ""), "A");
        assert_eq!(files.claim("a", ""), "a2");
    }
}
