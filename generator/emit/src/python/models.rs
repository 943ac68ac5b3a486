//! The modules below `types`: models, dicts, unions, enums and other names for types.

use std::fmt::Write as _;

use ir::{
    Additional, Decl, DeclBody, DeclId, Deprecation, Docs, Field, Json, Kind, Object, Presence, Tag, Type, Union,
};

use super::annotation::{Annotations, Uses, import_lines, is_scalar, or_none};
use super::expr::{Expr, WIDTH, arg, keyword};
use super::layout;
use super::names::{self, Module};
use super::text;

/// One module.
pub(super) fn module(on: Annotations<'_>, index: usize, module: &Module, header: &str) -> String {
    let mut uses = Uses::default();
    let mut runtime: Vec<DeclId> = Vec::new();
    let mut classes = String::new();
    let mut aliases = String::new();
    let mut readers = String::new();
    let mut tail: Vec<(String, String)> = Vec::new();
    for id in &module.decls {
        let decl = on.api.decl(*id);
        match &decl.body {
            DeclBody::Object(object) => {
                class(on, *id, decl, object, &mut uses, &mut classes);
                if on.names.decl(*id).input.is_some() {
                    dict(on, *id, object, &mut uses, &mut classes, &mut tail);
                }
            }
            DeclBody::Enum(e) => {
                let alias = on.enum_members(e, &mut uses);
                let mut notes = notes(&decl.docs, decl.deprecation.as_ref(), None);
                notes.extend(member_notes(e));
                uses.typing.insert("TypeAlias");
                let class = &on.names.decl(*id).class;
                enum_alias(class, &alias, &mut uses, &mut aliases);
                aliases.push_str(&text::docstring(&notes, 4));
                // Unknown members are values too, so it is read as what its members are.
                assignment(class, &on.runtime(&Type::plain(e.base.clone()), Some(index)), &mut readers);
            }
            DeclBody::Union(union) => {
                union_alias(on, *id, decl, union, &mut uses, &mut aliases);
                let reader = union_reader(on, index, union);
                let names = on.names.decl(*id);
                assignment(&names.class, &reader, &mut readers);
                if let Some(input) = &names.input {
                    assignment(input, &Expr::atom(names.class.clone()), &mut readers);
                }
            }
            DeclBody::Alias(ty) => {
                uses.typing.insert("TypeAlias");
                let class = &on.names.decl(*id).class;
                let mut annotation = on.of(ty, &mut uses);
                if annotation.contains('|') || !is_scalar(&ty.kind) {
                    annotation = text::string(&annotation);
                }
                let _ = writeln!(
                    aliases,
                    "{}",
                    layout::bind(&format!("    {class}: TypeAlias = "), &Expr::atom(annotation), 4)
                );
                aliases.push_str(&text::docstring(&notes(&decl.docs, decl.deprecation.as_ref(), None), 4));
                let inner = on.runtime(ty, Some(index));
                let reader = if is_scalar(&ty.kind) {
                    inner
                } else {
                    Expr::call("_t.lazy", vec![(String::from("lambda: "), inner)])
                };
                assignment(class, &reader, &mut readers);
            }
        }
    }
    // What annotations of this module name at runtime, when pydantic reads them.
    for id in &uses.classes {
        if on.names.decl(*id).module != index {
            runtime.push(*id);
        }
    }
    let imports = import_lines(on.names, &uses, Some(index), ".");
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\n");
    let checking = !imports.is_empty() || !readers.is_empty();
    if checking || !tail.is_empty() {
        uses.typing.insert("TYPE_CHECKING");
    }
    let mut from_abc: Vec<&str> = Vec::new();
    let mut from_typing: Vec<&str> = Vec::new();
    for name in &uses.typing {
        match *name {
            "Mapping" | "Sequence" => from_abc.push(name),
            other => from_typing.push(other),
        }
    }
    if !from_abc.is_empty() {
        let _ = writeln!(out, "from collections.abc import {}", from_abc.join(", "));
    }
    if !from_typing.is_empty() {
        // As import sorters order them: constants, then classes.
        from_typing.sort_by_key(|n| (*n != "TYPE_CHECKING", *n));
        let _ = writeln!(out, "from typing import {}", from_typing.join(", "));
    }
    if !from_abc.is_empty() || !from_typing.is_empty() {
        out.push('\n');
    }
    let needed = |text: &str| text.contains("_t.");
    if needed(&classes) || needed(&aliases) || needed(&readers) || !runtime.is_empty() {
        out.push_str("from .._runtime import types as _t\n");
    } else {
        // No blank line too many before what follows.
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    if checking {
        out.push_str("\nif TYPE_CHECKING:\n");
        let shared = imports.concat();
        for line in shared.lines() {
            // Continuation lines carry their own indentation.
            let pad = if line.starts_with(' ') { "" } else { "    " };
            let _ = writeln!(out, "{pad}{line}");
        }
        if !shared.is_empty() && !aliases.is_empty() {
            out.push('\n');
        }
        out.push_str(&aliases);
        out.push_str("else:\n");
        for id in &runtime {
            assignment(&on.names.decl(*id).class, &runtime_name(on, *id), &mut out);
        }
        out.push_str(&readers);
    }
    out.push_str(&classes);
    if !tail.is_empty() {
        // Keys that are no identifiers need the call form, whose types are evaluated: only checkers do that.
        out.push_str("\n\nif TYPE_CHECKING:\n");
        tail.iter().for_each(|(_, call)| out.push_str(call));
        out.push_str("else:\n");
        for (name, _) in &tail {
            let _ = writeln!(out, "    {name} = dict");
        }
    }
    out
}

/// What a name of another module is at runtime.
fn runtime_name(on: Annotations<'_>, id: DeclId) -> Expr {
    on.runtime(&Type::plain(Kind::Declared(id)), None)
}

/// `NAME = value`, as it stands in an indented block.
fn assignment(name: &str, value: &Expr, out: &mut String) {
    let _ = writeln!(out, "{}", layout::bind(&format!("    {name} = "), value, 4));
}

/// What readers should know, in paragraphs.
pub(super) fn notes(docs: &Docs, deprecation: Option<&Deprecation>, default: Option<&Json>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(docs.summary.clone());
    if docs.description != docs.summary {
        notes.extend(docs.description.clone());
    }
    if let Some(deprecation) = deprecation {
        notes.push(deprecation_note(deprecation));
    }
    if let Some(default) = default {
        notes.push(format!("The server's default: ``{}``", text::one_line(&text::value(default))));
    }
    if let Some(url) = &docs.url {
        notes.push(format!("See {}", text::one_line(url)));
    }
    notes.retain(|n| !n.trim().is_empty());
    notes
}

/// `Deprecated since ..., goes away on ...; use ... instead.`
pub(super) fn deprecation_note(deprecation: &Deprecation) -> String {
    let mut note = String::from("Deprecated");
    if let Some(since) = &deprecation.since {
        let _ = write!(note, " since {}", text::one_line(since));
    }
    if let Some(sunset) = &deprecation.sunset {
        let _ = write!(note, ", goes away on {}", text::one_line(sunset));
    }
    if let Some(other) = &deprecation.replaced_by {
        let _ = write!(note, "; use {} instead", text::one_line(other));
    }
    note.push('.');
    note
}

fn member_notes(e: &ir::Enum) -> Option<String> {
    let lines: Vec<String> = e
        .members
        .iter()
        .filter_map(|m| {
            let what = m.docs.description.as_ref().or(m.docs.summary.as_ref());
            let deprecated = m.deprecation.as_ref().map(deprecation_note);
            let said: Vec<String> = what.map(|w| text::one_line(w)).into_iter().chain(deprecated).collect();
            (!said.is_empty()).then(|| format!("* ``{}``: {}", text::one_line(&text::value(&m.value)), said.join(" ")))
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn enum_alias(class: &str, alias: &super::annotation::EnumAlias, uses: &mut Uses, out: &mut String) {
    let head = format!("    {class}: TypeAlias = ");
    let Some((first, more)) = alias.literals.split_first() else {
        let _ = writeln!(out, "{head}{}", alias.base.as_deref().unwrap_or("str"));
        return;
    };
    uses.typing.insert("Literal");
    let members = alias.literals.iter().map(|l| arg(Expr::atom(l.clone()))).collect();
    let literal = Expr::Group("Literal".into(), '[', members);
    let union = alias.base.as_ref().map(|b| format!(" | {b}")).unwrap_or_default();
    let line = format!("{head}{}{union}", literal.flat());
    if more.is_empty() {
        // A trailing comma would make it a tuple, so it stays on its line.
        let value = Expr::atom(format!("Literal[{first}]{union}"));
        let _ = writeln!(out, "{}", layout::bind(&head, &value, 4));
    } else if line.chars().count() <= WIDTH {
        let _ = writeln!(out, "{line}");
    } else if let Some(base) = &alias.base {
        uses.typing.insert("Union");
        let union = Expr::Group("Union".into(), '[', vec![arg(literal), arg(Expr::atom(base.clone()))]);
        let _ = writeln!(out, "{}", layout::bind(&head, &union, 4));
    } else {
        let _ = writeln!(out, "{}", layout::bind(&head, &literal, 4));
    }
}

/// `A: TypeAlias = Union["B", "C"]`; members are quoted, for they may stand further down or be this alias itself.
fn alias_of(class: &str, members: Vec<String>, used: Uses, uses: &mut Uses, out: &mut String) {
    let mut seen: Vec<String> = Vec::new();
    for member in members {
        if member != class && !seen.contains(&member) {
            seen.push(member);
        }
    }
    uses.typing.insert("TypeAlias");
    if seen.is_empty() || seen.iter().any(|m| m == "Any") {
        uses.typing.insert("Any");
        let _ = writeln!(out, "    {class}: TypeAlias = Any");
        return;
    }
    uses.absorb(used);
    if let [only] = seen.as_slice() {
        let only = Expr::atom(text::string(only));
        let _ = writeln!(out, "{}", layout::bind(&format!("    {class}: TypeAlias = "), &only, 4));
        return;
    }
    uses.typing.insert("Union");
    let items = seen.iter().map(|m| arg(Expr::atom(text::string(m)))).collect();
    let union = Expr::Group("Union".into(), '[', items);
    let _ = writeln!(out, "{}", layout::bind(&format!("    {class}: TypeAlias = "), &union, 4));
}

fn union_alias(on: Annotations<'_>, id: DeclId, decl: &Decl, union: &Union, uses: &mut Uses, out: &mut String) {
    let names = on.names.decl(id);
    let open = union.openness == ir::Openness::Open;
    let has_objects = union.variants.iter().any(|v| !is_scalar(&v.ty.kind));
    let mut used = Uses::default();
    let mut members: Vec<String> = union.variants.iter().map(|v| on.of(&v.ty, &mut used)).collect();
    if open && has_objects {
        members.push("_t.Unknown".into());
    }
    alias_of(&names.class, members, used, uses, out);
    out.push_str(&text::docstring(&notes(&decl.docs, decl.deprecation.as_ref(), None), 4));
    if let Some(input) = &names.input {
        let mut used = Uses::default();
        let mut members = vec![names.class.clone()];
        for variant in &union.variants {
            members.extend(on.input(&variant.ty, &mut used).split(" | ").map(str::to_owned));
        }
        // Splitting is only right where no bracket holds a bar of its own.
        if members.iter().any(|m| m.matches('[').count() != m.matches(']').count()) {
            members = vec![names.class.clone()];
            members.extend(union.variants.iter().map(|v| on.input(&v.ty, &mut used)));
        }
        alias_of(input, members, used, uses, out);
    }
}

fn union_reader(on: Annotations<'_>, index: usize, union: &Union) -> Expr {
    let open = keyword("open", Expr::atom(if union.openness == ir::Openness::Open { "True" } else { "False" }));
    let of = |v: &ir::Variant| on.runtime(&v.ty, Some(index));
    let listed = |variants: Vec<&ir::Variant>| Expr::list(variants.into_iter().map(of).collect());
    match &union.tag {
        Tag::Property { wire, .. } => {
            let mut entries: Vec<(String, Expr)> = Vec::new();
            for variant in &union.variants {
                for value in &variant.tag_values {
                    if let Some(literal) = text::literal(value).filter(|l| !entries.iter().any(|(k, _)| k == l)) {
                        entries.push((literal, of(variant)));
                    }
                }
            }
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let others: Vec<&ir::Variant> = union.variants.iter().filter(|v| v.tag_values.is_empty()).collect();
            let mut arguments =
                vec![arg(Expr::atom(text::string(wire))), (String::from("lambda: "), Expr::dict(entries)), open];
            if !others.is_empty() {
                arguments.push((String::from("others=lambda: "), listed(others)));
            }
            Expr::call("_t.tagged_union", arguments)
        }
        Tag::Key => {
            let keys = union
                .variants
                .iter()
                .map(|v| Expr::atom(v.tag_key.as_ref().map_or_else(|| "None".into(), |k| text::string(k))))
                .collect();
            let all = listed(union.variants.iter().collect());
            Expr::call("_t.keyed_union", vec![arg(Expr::list(keys)), (String::from("lambda: "), all), open])
        }
        Tag::JsonType | Tag::Untagged => {
            let all = listed(union.variants.iter().collect());
            Expr::call("_t.union", vec![(String::from("lambda: "), all), open])
        }
    }
}

fn class(on: Annotations<'_>, id: DeclId, decl: &Decl, object: &Object, uses: &mut Uses, out: &mut String) {
    let doc = text::docstring(&notes(&decl.docs, decl.deprecation.as_ref(), None), 4);
    let names = names::fields(object);
    let pick = |which: &dyn Fn(&Field) -> bool| -> Vec<String> {
        let mut picked: Vec<String> =
            object.fields.iter().zip(&names).filter(|(f, _)| which(f)).map(|(_, n)| text::string(n)).collect();
        picked.sort();
        picked
    };
    let nullable = pick(&|f| f.presence == Presence::Optional && may_be_null(on, &f.ty));
    let read_only = pick(&|f| f.read_only);
    let constants = pick(&|f| constant_of(f).is_some());
    let base = if constants.is_empty() { "_t.Model" } else { "_t.TaggedModel" };
    let _ = write!(out, "\n\n{}\n", layout::class(&on.names.decl(id).class, base));
    let mut body = String::new();
    for (attribute, members) in [("__constants__", constants), ("__nullable__", nullable), ("__read_only__", read_only)]
    {
        if members.is_empty() {
            continue;
        }
        uses.typing.insert("ClassVar");
        let head = format!("    {attribute}: ClassVar[frozenset[str]] = ");
        let set = Expr::Group(String::new(), '{', members.into_iter().map(|m| arg(Expr::atom(m))).collect());
        let value = Expr::call("frozenset", vec![arg(set)]);
        let flat = value.flat();
        if head.len() + flat.len() <= WIDTH {
            let _ = writeln!(body, "{head}{flat}");
        } else {
            let Expr::Group(_, _, items) = &value else { continue };
            let inner = items.first().map(|(_, set)| set.render(8, WIDTH, 0)).unwrap_or_default();
            let _ = write!(body, "{head}frozenset(\n        {inner}\n    )\n");
        }
    }
    if let (Additional::Typed(ty), true) = (&object.additional, object.patterns.is_empty()) {
        let _ = writeln!(body, "    __pydantic_extra__: dict[str, {}]", on.of(ty, uses));
    }
    if !body.is_empty() && !object.fields.is_empty() {
        body.push('\n');
    }
    for (field, name) in object.fields.iter().zip(&names) {
        field_lines(on, field, name, uses, &mut body);
    }
    if !doc.is_empty() {
        out.push_str(&doc);
        if !body.is_empty() {
            out.push('\n');
        }
    } else if body.is_empty() {
        out.push_str("    pass\n");
    }
    out.push_str(&body);
}

/// The value of a required constant, which a program need not write out.
fn constant_of(field: &Field) -> Option<String> {
    let always = field.presence == Presence::Required && !field.ty.nullable;
    names::constant(&field.ty.kind).filter(|_| always).and_then(text::literal)
}

/// Whether null is one of its values, also where only a union or another name says so.
fn may_be_null(on: Annotations<'_>, ty: &Type) -> bool {
    fn within(on: Annotations<'_>, ty: &Type, depth: usize) -> bool {
        if ty.nullable || matches!(ty.kind, Kind::Any | Kind::Null) || depth > 8 {
            return true;
        }
        let Kind::Declared(id) = &ty.kind else { return false };
        match &on.api.decl(*id).body {
            DeclBody::Alias(inner) => within(on, inner, depth + 1),
            DeclBody::Union(union) => union.variants.iter().any(|v| within(on, &v.ty, depth + 1)),
            DeclBody::Enum(e) => matches!(e.base, Kind::Any),
            DeclBody::Object(_) => false,
        }
    }
    within(on, ty, 0)
}

fn field_lines(on: Annotations<'_>, field: &Field, name: &str, uses: &mut Uses, out: &mut String) {
    let optional = field.presence == Presence::Optional;
    let annotation = or_none(on.of(&field.ty, uses), optional);
    let mut arguments: Vec<(String, Expr)> = Vec::new();
    let constant = constant_of(field);
    if optional {
        arguments.push(keyword("default", Expr::atom("None")));
    } else if let Some(literal) = &constant {
        arguments.push(keyword("default", Expr::atom(literal.clone())));
    }
    if name != field.name.wire {
        for argument in ["validation_alias", "serialization_alias"] {
            arguments.push(keyword(argument, Expr::atom(text::string(&field.name.wire))));
        }
    }
    let head = 4 + name.chars().count() + 2 + annotation.chars().count();
    let value = if arguments.is_empty() {
        None
    } else if let (1, true, Some((_, Expr::Atom(default)))) =
        (arguments.len(), optional || constant.is_some(), arguments.first())
    {
        Some(default.clone())
    } else {
        Some(Expr::call("_t.Field", arguments).render(4, head + 3, 0))
    };
    let _ = writeln!(out, "{}", layout::field(name, &annotation, value.as_deref(), 4));
    let mut notes = notes(&field.docs, field.deprecation.as_ref(), field.default.as_ref());
    if field.read_only {
        notes.push("Set by the server alone.".into());
    }
    if field.write_only {
        notes.push("Never sent back by the server.".into());
    }
    if let Some(kind) = &field.pii {
        notes.push(format!("Personal data: {}.", text::one_line(kind)));
    }
    out.push_str(&text::docstring(&notes, 4));
}

/// The `TypedDict` that a program may write instead of a model, with the keys of the wire.
fn dict(
    on: Annotations<'_>,
    id: DeclId,
    object: &Object,
    uses: &mut Uses,
    out: &mut String,
    tail: &mut Vec<(String, String)>,
) {
    let names = on.names.decl(id);
    let Some(dict) = &names.input else { return };
    let fields: Vec<&Field> = object.fields.iter().filter(|f| !f.read_only).collect();
    let as_class = fields.iter().all(|f| names::is_identifier(&f.name.wire));
    let types: Vec<String> = fields
        .iter()
        .map(|f| {
            let annotation = on.input(&f.ty, uses);
            let required = f.presence == Presence::Required || (f.write_only && f.required_on_its_side);
            if required { annotation } else { format!("_t.NotRequired[{annotation}]") }
        })
        .collect();
    let doc = format!("What may be given for a :class:`{}`: a plain dict, with the names of the wire.", names.class);
    if as_class {
        let _ = write!(out, "\n\n{}\n    \"\"\"{doc}\"\"\"\n", layout::class(dict, "_t.TypedDict"));
        if !fields.is_empty() {
            out.push('\n');
        }
        for (field, annotation) in fields.iter().zip(&types) {
            let _ = writeln!(out, "{}", layout::field(&field.name.wire, annotation, None, 4));
        }
        return;
    }
    // A dict that holds itself needs quotes.
    let holds_itself = types.iter().any(|t| t.contains(dict.as_str()));
    let entries = fields.iter().zip(&types).map(|(f, t)| {
        let quoted = match t.strip_prefix("_t.NotRequired[").and_then(|t| t.strip_suffix(']')) {
            _ if !holds_itself => t.clone(),
            Some(inner) => format!("_t.NotRequired[{}]", text::string(inner)),
            None => text::string(t),
        };
        (text::string(&f.name.wire), Expr::atom(quoted))
    });
    let call =
        Expr::call("_t.TypedDict", vec![arg(Expr::atom(text::string(dict))), arg(Expr::dict(entries.collect()))]);
    let before = 4 + dict.chars().count() + 3;
    tail.push((dict.clone(), format!("    {dict} = {}\n    \"\"\"{doc}\"\"\"\n", call.render(4, before, 0))));
}
