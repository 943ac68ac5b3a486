//! Lays out literals and type arguments as Prettier does at our width, so that formatting the package changes nothing.

use super::types::WIDTH;

/// A piece of code that may stand on one line or on several.
#[derive(Debug, Clone)]
pub(super) enum Code {
    /// Stands as it is
    Text(String),
    /// `key: value`
    Pair(String, Box<Code>),
    /// Between brackets, an item a line when it does not fit
    List { open: String, close: &'static str, items: Vec<Code>, broken: bool },
    /// A call of one argument, which is not indented further
    Hug(String, Box<Code>, &'static str),
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn pair(key: impl Into<String>, value: Self) -> Self {
        Self::Pair(key.into(), Box::new(value))
    }

    /// `{ a: 1 }`
    pub(super) fn object(items: Vec<Self>) -> Self {
        Self::List { open: "{".into(), close: "}", items, broken: false }
    }

    /// `[1, 2]`; two or more items that are all objects or all lists of some size stand a line each.
    pub(super) fn array(items: Vec<Self>) -> Self {
        let sized = |item: &Self, bracket: &str| matches!(item, Self::List { open, items, .. } if open == bracket && items.len() > 1);
        let broken = items.len() > 1 && ["{", "["].iter().any(|bracket| items.iter().all(|item| sized(item, bracket)));
        Self::List { open: "[".into(), close: "]", items, broken }
    }

    /// `name(a, b)`
    pub(super) fn call(name: impl Into<String>, items: Vec<Self>) -> Self {
        Self::List { open: format!("{}(", name.into()), close: ")", items, broken: false }
    }

    /// `Name<A, B>`
    pub(super) fn generic(name: &str, items: Vec<Self>) -> Self {
        Self::List { open: format!("{name}<"), close: ">", items, broken: false }
    }

    /// A list that always stands on several lines.
    #[must_use]
    pub(super) fn broken(mut self) -> Self {
        if let Self::List { broken, .. } = &mut self {
            *broken = true;
        }
        self
    }

    fn is_broken(&self) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Pair(_, value) | Self::Hug(_, value, _) => value.is_broken(),
            Self::List { items, broken, .. } => *broken || items.iter().any(Self::is_broken),
        }
    }

    fn hugs_last(&self, column: usize) -> bool {
        let Self::List { open, items, .. } = self else { return false };
        let Some((Self::List { items: inner, .. }, before)) = items.split_last() else { return false };
        let width: usize = before.iter().map(|b| b.flat().chars().count() + 2).sum();
        !inner.is_empty() && before.iter().all(|b| matches!(b, Self::Text(_))) && column + open.len() + width < WIDTH
    }

    /// On one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Pair(key, value) => format!("{key}: {}", value.flat()),
            Self::Hug(before, value, after) => format!("{before}{}{after}", value.flat()),
            Self::List { open, close, items, .. } => {
                let inner = items.iter().map(Self::flat).collect::<Vec<_>>().join(", ");
                if open == "{" && !inner.is_empty() {
                    format!("{{ {inner} }}")
                } else {
                    format!("{open}{inner}{close}")
                }
            }
        }
    }

    /// As it fits: `indent` of its line, `column` where it starts, `tail` characters that follow it on its last line.
    pub(super) fn render(&self, indent: usize, column: usize, tail: usize) -> String {
        if !self.is_broken() {
            let flat = self.flat();
            if column + flat.chars().count() + tail <= WIDTH {
                return flat;
            }
        }
        match self {
            Self::Text(text) => text.clone(),
            Self::Pair(key, value) => match value.as_ref() {
                // A text that is too long starts on a line of its own, unless that would win nothing.
                Self::Text(text) if key.len() >= 5 => format!("{key}:\n{}{text}", " ".repeat(indent + 2)),
                value => format!("{key}: {}", value.render(indent, column + key.len() + 2, tail)),
            },
            Self::Hug(before, value, after) => {
                format!("{before}{}{after}", value.render(indent, column + before.len(), tail + after.len()))
            }
            Self::List { open, close, items, .. } if items.is_empty() => format!("{open}{close}"),
            // The last argument of a call opens on its line, when those before it are short.
            Self::List { open, close: ")", items, .. } if self.hugs_last(column) => {
                let (last, before) = items.split_last().unwrap_or((self, &[]));
                let mut out = open.clone();
                for item in before {
                    out.push_str(&item.flat());
                    out.push_str(", ");
                }
                let column = column + out.chars().count();
                out.push_str(&last.render(indent, column, tail + 1));
                out.push(')');
                out
            }
            Self::List { open, close, items, .. } => {
                let pad = " ".repeat(indent + 2);
                let comma = if *close == ">" { "" } else { "," };
                let last = items.len() - 1;
                let mut out = format!("{open}\n");
                for (i, item) in items.iter().enumerate() {
                    out.push_str(&pad);
                    out.push_str(&item.render(indent + 2, indent + 2, 1));
                    out.push_str(if i == last { comma } else { "," });
                    out.push('\n');
                }
                out.push_str(&" ".repeat(indent));
                out.push_str(close);
                out
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_on_a_line() {
        let object =
            Code::object(vec![Code::pair("a", Code::text("1")), Code::pair("b", Code::array(vec![Code::text("2")]))]);
        assert_eq!(object.render(0, 0, 1), "{ a: 1, b: [2] }");
        assert_eq!(object.render(0, 110, 1), "{\n  a: 1,\n  b: [2],\n}");
        assert_eq!(Code::object(Vec::new()).render(0, 119, 9), "{}");
    }

    #[test]
    fn lists_of_objects_stand_a_line_each() {
        let item = |n: &str| Code::object(vec![Code::pair("a", Code::text(n)), Code::pair("b", Code::text(n))]);
        assert_eq!(Code::array(vec![item("1")]).render(0, 0, 0), "[{ a: 1, b: 1 }]");
        assert_eq!(
            Code::array(vec![item("1"), item("2")]).render(0, 0, 0),
            "[\n  { a: 1, b: 1 },\n  { a: 2, b: 2 },\n]"
        );
        let small = Code::object(vec![Code::pair("a", Code::text("1"))]);
        assert_eq!(Code::array(vec![small, item("2")]).render(0, 0, 0), "[{ a: 1 }, { a: 2, b: 2 }]");
    }

    #[test]
    fn the_last_argument_opens_on_the_line_of_the_call() {
        let object = Code::object(vec![Code::pair("a", Code::text("x".repeat(110)))]);
        let call = Code::call("f", vec![Code::text("1"), object]);
        assert_eq!(call.render(2, 2, 1), format!("f(1, {{\n    a: {},\n  }})", "x".repeat(110)));
        let text = Code::pair("a", Code::text("x".repeat(130)));
        assert_eq!(Code::object(vec![text]).render(0, 0, 0), format!("{{\n  a: {},\n}}", "x".repeat(130)));
        let text = Code::pair("a_b_c", Code::text("x".repeat(130)));
        assert_eq!(Code::object(vec![text]).render(0, 0, 0), format!("{{\n  a_b_c:\n    {},\n}}", "x".repeat(130)));
    }

    #[test]
    fn type_arguments_have_no_comma_at_the_end() {
        let long = Code::text("x".repeat(100));
        let rendered = Code::generic("A", vec![long.clone(), long]).render(0, 0, 0);
        assert!(rendered.starts_with("A<\n  x") && rendered.ends_with("x\n>"), "{rendered}");
    }
}
