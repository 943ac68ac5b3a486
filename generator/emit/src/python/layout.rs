//! Annotations that are too long for a line, broken as `ruff format` breaks them.

use super::expr::{Expr, WIDTH};

/// The parts of an annotation between separators that no bracket or string holds.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts, mut quote, mut escaped) = (0, 0, Vec::new(), None, false);
    for (i, c) in text.char_indices() {
        if let Some(open) = quote {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == open {
                quote = None;
            }
            continue;
        }
        match c {
            '"' | '\'' => quote = Some(c),
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            c if c == separator && depth == 0 => {
                parts.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// What stands before the brackets, and in them.
fn subscript(text: &str) -> Option<(&str, &str)> {
    let open = text.find('[')?;
    let inner = text.strip_suffix(']')?;
    (split(text, '|').len() == 1).then(|| (&text[..open], &inner[open + 1..]))
}

/// An annotation that starts after `before` characters of its line, before `after` more; `indent` is that of the statement.
/// A union at its top is broken before its bars without brackets of its own, as in parameters and within brackets.
pub(super) fn render(text: &str, indent: usize, before: usize, after: usize) -> String {
    if before + text.chars().count() + after <= WIDTH {
        return text.to_owned();
    }
    let parts = split(text, '|');
    if parts.len() > 1 {
        let pad = " ".repeat(indent);
        let lines: Vec<String> = parts
            .iter()
            .enumerate()
            .map(|(i, part)| {
                render(
                    part,
                    indent,
                    if i == 0 { before } else { indent + 2 },
                    if i + 1 == parts.len() { after } else { 0 },
                )
            })
            .collect();
        return lines.join(&format!("\n{pad}| "));
    }
    let Some((head, inner)) = subscript(text) else { return text.to_owned() };
    format!("{head}[\n{}{}]", arguments(inner, indent + 4), " ".repeat(indent))
}

/// The arguments of a subscript on lines of their own.
fn arguments(inner: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let parts = split(inner, ',');
    // A magic comma would turn a single argument into a tuple.
    if parts.len() == 1 || indent + inner.chars().count() <= WIDTH {
        return format!("{pad}{}\n", render(inner, indent, indent, 0));
    }
    parts.iter().map(|part| format!("{pad}{},\n", render(part, indent, indent, 1))).collect()
}

/// `name: annotation` or `name: annotation = value` in the body of a class. The value is short, or a call that breaks itself.
pub(super) fn field(name: &str, annotation: &str, value: Option<&str>, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let head = format!("{pad}{name}: ");
    let tail = value.map(|v| format!(" = {v}")).unwrap_or_default();
    let first = tail.lines().next().unwrap_or("").chars().count();
    let before = head.chars().count();
    let width = annotation.chars().count();
    if before + width + first <= WIDTH {
        return format!("{head}{annotation}{tail}");
    }
    // The value goes into brackets where its opening one still fits.
    if let (Some(value), true) = (value, before + width + 4 <= WIDTH) {
        return format!("{head}{annotation} = (\n{pad}    {value}\n{pad})");
    }
    if split(annotation, '|').len() > 1 {
        let inner = render(annotation, indent + 4, indent + 4, 0);
        return format!("{head}(\n{pad}    {inner}\n{pad}){tail}");
    }
    if subscript(annotation).is_none() && indent + 4 + width <= WIDTH {
        return format!("{head}(\n{pad}    {annotation}\n{pad}){tail}");
    }
    format!("{head}{}{tail}", render(annotation, indent, before, first))
}

/// `name: annotation` or `name: annotation = value` among the parameters of a function, before its comma.
pub(super) fn parameter(text: &str, indent: usize) -> String {
    if indent + text.chars().count() < WIDTH {
        return text.to_owned();
    }
    let (name, rest) = text.split_once(": ").unwrap_or((text, ""));
    let (annotation, value) = rest.rsplit_once(" = ").map_or((rest, ""), |(a, _)| (a, &rest[a.len()..]));
    let before = indent + name.chars().count() + 2;
    format!("{name}: {}{value}", render(annotation, indent, before, value.chars().count() + 1))
}

/// `class name(base):`
pub(super) fn class(name: &str, base: &str) -> String {
    let flat = format!("class {name}({base}):");
    if flat.chars().count() <= WIDTH { flat } else { format!("class {name}(\n    {base}\n):") }
}

/// `head value`, where `head` ends with `= ` and starts with its indentation: a value whose opening no longer fits gets
/// brackets of its own.
pub(super) fn bind(head: &str, value: &Expr, indent: usize) -> String {
    let before = head.chars().count();
    let opening = match value {
        Expr::Atom(text) => text.chars().count(),
        Expr::Group(name, ..) => name.chars().count() + 1,
    };
    let is_union = matches!(value, Expr::Atom(text) if split(text, '|').len() > 1);
    if before + opening <= WIDTH || (before >= WIDTH && !is_union) {
        return format!("{head}{}", value.render(indent, before, 0));
    }
    let pad = " ".repeat(indent);
    let inner = value.render(indent + 4, indent + 4, 0);
    // Brackets that do not make it fit are not worth their lines.
    if inner.lines().enumerate().any(|(i, l)| l.chars().count() + if i == 0 { indent + 4 } else { 0 } > WIDTH) {
        return format!("{head}{}", value.render(indent, before, 0));
    }
    format!("{head}(\n{pad}    {inner}\n{pad})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_on_its_line() {
        assert_eq!(field("a", "list[B] | None", Some("None"), 4), "    a: list[B] | None = None");
    }

    #[test]
    fn a_long_union_gets_brackets_before_its_value() {
        let long = "X".repeat(105);
        assert_eq!(
            field("abc", &format!("{long} | None"), Some("None"), 4),
            format!("    abc: (\n        {long} | None\n    ) = None")
        );
    }

    #[test]
    fn a_long_subscript_breaks_in_its_brackets() {
        let long = "X".repeat(60);
        assert_eq!(
            field("abc", &format!("dict[{long}, {long}]"), None, 4),
            format!("    abc: dict[\n        {long},\n        {long},\n    ]")
        );
        assert_eq!(
            render(&format!("A[B[{long} | {long}] | None]"), 4, 9, 0),
            format!("A[\n        B[\n            {long}\n            | {long}\n        ]\n        | None\n    ]")
        );
    }

    #[test]
    fn bars_in_strings_are_no_bars() {
        assert_eq!(split("Literal[\"a|b\"] | str", '|'), ["Literal[\"a|b\"]", "str"]);
    }
}
