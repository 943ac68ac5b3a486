//! Expressions, laid out as `ruff format` leaves them: on one line where it fits, else one argument a line with a trailing comma.

/// The width of a line.
pub(super) const WIDTH: usize = 120;

/// An expression.
#[derive(Debug, Clone)]
pub(super) enum Expr {
    /// A name, a literal, or an annotation
    Atom(String),
    /// Something in brackets: what stands before the bracket, the bracket, the items with what stands before each
    Group(String, char, Vec<(String, Expr)>),
}

impl Expr {
    /// An atom.
    pub(super) fn atom(text: impl Into<String>) -> Self {
        Self::Atom(text.into())
    }

    /// `head(...)`
    pub(super) fn call(head: impl Into<String>, arguments: Vec<(String, Self)>) -> Self {
        Self::Group(head.into(), '(', arguments)
    }

    /// `[...]`
    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::Group(String::new(), '[', items.into_iter().map(|i| (String::new(), i)).collect())
    }

    /// `{key: value}`
    pub(super) fn dict(entries: Vec<(String, Self)>) -> Self {
        Self::Group(String::new(), '{', entries.into_iter().map(|(k, v)| (format!("{k}: "), v)).collect())
    }

    /// On one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Atom(text) => text.clone(),
            Self::Group(head, open, items) => {
                let items: Vec<String> = items.iter().map(|(label, item)| format!("{label}{}", item.flat())).collect();
                format!("{head}{open}{}{}", items.join(", "), close(*open))
            }
        }
    }

    /// At an indentation, after `before` characters of the line and before `after` more.
    pub(super) fn render(&self, indent: usize, before: usize, after: usize) -> String {
        let flat = self.flat();
        if before + flat.chars().count() + after <= WIDTH {
            return flat;
        }
        match self {
            Self::Group(head, open, items) if !items.is_empty() => {
                let pad = " ".repeat(indent + 4);
                let mut out = format!("{head}{open}\n");
                for (label, item) in items {
                    let before = indent + 4 + label.chars().count();
                    out.push_str(&format!("{pad}{label}{},\n", item.render(indent + 4, before, 1)));
                }
                out.push_str(&" ".repeat(indent));
                out.push(close(*open));
                out
            }
            Self::Group(..) => flat,
            Self::Atom(text) => super::layout::render(text, indent, before, after),
        }
    }
}

/// A positional argument.
pub(super) fn arg(value: Expr) -> (String, Expr) {
    (String::new(), value)
}

/// A keyword argument.
pub(super) fn keyword(name: &str, value: Expr) -> (String, Expr) {
    (format!("{name}="), value)
}

fn close(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
