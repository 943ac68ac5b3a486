//! Types as annotations that checkers read, and as what the runtime reads values with.

use std::collections::{BTreeMap, BTreeSet};

use ir::{Api, Content, ContentKind, DeclBody, DeclId, Kind, Openness, StringFormat, Type};

use super::expr::{Expr, arg};
use super::names::Names;
use super::text;

/// What a module needs of others, collected while it is written.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Declarations in annotations, by the name that this module gives them
    pub(super) classes: BTreeSet<DeclId>,
    /// Dicts and wider aliases in annotations
    pub(super) inputs: BTreeSet<DeclId>,
    /// Names of `typing`
    pub(super) typing: BTreeSet<&'static str>,
}

impl Uses {
    /// Takes over what another one collected.
    pub(super) fn absorb(&mut self, other: Self) {
        self.classes.extend(other.classes);
        self.inputs.extend(other.inputs);
        self.typing.extend(other.typing);
    }
}

/// Writes types.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annotations<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    /// The word for lists: a class with a method `list` cannot say `list[...]`
    pub(super) list: &'static str,
}

impl<'a> Annotations<'a> {
    /// The annotation of a value that the server sends, or that a model holds.
    pub(super) fn of(&self, ty: &Type, uses: &mut Uses) -> String {
        or_none(self.kind(&ty.kind, uses), ty.nullable)
    }

    fn kind(&self, kind: &Kind, uses: &mut Uses) -> String {
        match kind {
            Kind::Array(item) => format!("{}[{}]", self.list, self.of(item, uses)),
            Kind::Map(item) => format!("dict[str, {}]", self.of(item, uses)),
            Kind::Tuple { prefix, required, rest } => {
                if prefix.is_empty() || *required != prefix.len() || rest.is_some() {
                    return format!("{}[{}]", self.list, any(uses));
                }
                uses.typing.insert("Annotated");
                let items: Vec<String> = prefix.iter().map(|t| self.of(t, uses)).collect();
                format!("Annotated[tuple[{}], _t.LAX]", items.join(", "))
            }
            Kind::Declared(id) => {
                uses.classes.insert(*id);
                self.names.decl(*id).class.clone()
            }
            scalar => scalar_of(scalar, uses),
        }
    }

    /// The annotation of a value that a program gives: what [`Self::of`] takes and what is easier to write.
    pub(super) fn input(&self, ty: &Type, uses: &mut Uses) -> String {
        or_none(self.input_kind(&ty.kind, uses, 0), ty.nullable)
    }

    fn input_kind(&self, kind: &Kind, uses: &mut Uses, depth: usize) -> String {
        let nested = |ty: &Type, uses: &mut Uses| or_none(self.input_kind(&ty.kind, uses, depth), ty.nullable);
        match kind {
            Kind::Array(item) => {
                uses.typing.insert("Sequence");
                format!("Sequence[{}]", nested(item, uses))
            }
            Kind::Map(item) => {
                uses.typing.insert("Mapping");
                format!("Mapping[str, {}]", nested(item, uses))
            }
            Kind::Tuple { .. } => {
                uses.typing.insert("Sequence");
                format!("Sequence[{}]", any(uses))
            }
            Kind::String(StringFormat::Date) => "_t.Date | str".into(),
            Kind::String(StringFormat::DateTime) => "_t.DateTime | str".into(),
            Kind::Declared(id) => {
                let names = self.names.decl(*id);
                match (&self.api.decl(*id).body, &names.input) {
                    // An alias is looked through, so that what it holds may be given as dicts too. Recursive ones end.
                    (DeclBody::Alias(inner), _) if depth < 8 && !inner.nullable => {
                        self.input_kind(&inner.kind, uses, depth + 1)
                    }
                    (DeclBody::Object(_), Some(dict)) => {
                        uses.classes.insert(*id);
                        uses.inputs.insert(*id);
                        format!("{} | {dict}", names.class)
                    }
                    (DeclBody::Union(_), Some(wider)) => {
                        uses.inputs.insert(*id);
                        wider.clone()
                    }
                    _ => {
                        uses.classes.insert(*id);
                        names.class.clone()
                    }
                }
            }
            scalar => scalar_of(scalar, uses),
        }
    }

    /// The annotation of a request body in one media type.
    pub(super) fn body(&self, content: &Content, uses: &mut Uses) -> String {
        match &content.kind {
            ContentKind::Json | ContentKind::Form(_) | ContentKind::Multipart(_) => {
                let mut ty = content.ty.clone();
                ty.nullable = false;
                self.input(&ty, uses)
            }
            ContentKind::JsonLines => {
                uses.typing.insert("Sequence");
                format!("Sequence[{}]", self.input(&content.ty, uses))
            }
            ContentKind::Text | ContentKind::Xml | ContentKind::EventStream => "str".into(),
            ContentKind::Binary => "_t.FileInput | str".into(),
        }
    }

    /// What the runtime reads a value with, as an expression. `local` tells declarations of the module that it stands in.
    pub(super) fn runtime(&self, ty: &Type, local: Option<usize>) -> Expr {
        let inner = self.runtime_kind(&ty.kind, local, 0);
        if ty.nullable && !matches!(ty.kind, Kind::Any | Kind::Null) {
            return Expr::call("_t.nullable", vec![arg(inner)]);
        }
        inner
    }

    fn runtime_kind(&self, kind: &Kind, local: Option<usize>, depth: usize) -> Expr {
        match kind {
            Kind::Array(item) => Expr::call("_t.list_of", vec![arg(self.runtime(item, local))]),
            Kind::Map(item) => Expr::call("_t.map_of", vec![arg(self.runtime(item, local))]),
            Kind::Tuple { prefix, required, rest } => {
                if prefix.is_empty() || *required != prefix.len() || rest.is_some() {
                    return Expr::atom("list");
                }
                Expr::call("_t.tuple_of", prefix.iter().map(|t| arg(self.runtime(t, local))).collect())
            }
            Kind::Constant(value) => match text::literal(value) {
                Some(literal) if !value.is_null() => Expr::call("_t.literal", vec![arg(Expr::atom(literal))]),
                _ => Expr::atom("_t.Any"),
            },
            Kind::Declared(id) => match &self.api.decl(*id).body {
                // Unknown members of an enum are values too, so it is read as what its members are.
                DeclBody::Enum(e) => self.runtime_kind(&e.base, local, depth),
                DeclBody::Alias(inner) if depth < 8 && is_scalar(&inner.kind) => {
                    let inner_expr = self.runtime_kind(&inner.kind, local, depth + 1);
                    if inner.nullable { Expr::call("_t.nullable", vec![arg(inner_expr)]) } else { inner_expr }
                }
                _ => {
                    let names = self.names.decl(*id);
                    if local == Some(names.module) {
                        return Expr::atom(names.class.clone());
                    }
                    self.reference(*id)
                }
            },
            Kind::Any | Kind::Never => Expr::atom("_t.Any"),
            Kind::Null => Expr::atom("type(None)"),
            Kind::Boolean => Expr::atom("bool"),
            Kind::Integer(_) => Expr::atom("int"),
            Kind::Number(_) => Expr::atom("_t.Number"),
            Kind::String(format) => Expr::atom(match format {
                StringFormat::Date => "_t.Date",
                StringFormat::DateTime => "_t.DateTime",
                StringFormat::Binary => "_t.FileInput",
                _ => "str",
            }),
        }
    }

    /// A reference to a declaration that is imported when the first value of it is read.
    pub(super) fn reference(&self, id: DeclId) -> Expr {
        let module = format!("types.{}", self.names.module_of(id).name);
        let class = &self.names.decl(id).class;
        Expr::call("_t.ref", vec![arg(Expr::atom(text::string(&module))), arg(Expr::atom(text::string(class)))])
    }

    /// The members of an enum's type alias.
    pub(super) fn enum_members(&self, e: &ir::Enum, uses: &mut Uses) -> EnumAlias {
        let literals: Vec<String> = e.members.iter().filter_map(|m| text::literal(&m.value)).collect();
        let base = scalar_of(&e.base, uses);
        if literals.is_empty() || literals.len() != e.members.len() || base == "Any" {
            return EnumAlias { literals: Vec::new(), base: Some(base) };
        }
        EnumAlias { literals, base: (e.openness == Openness::Open).then_some(base) }
    }
}

/// A type alias for an enum.
#[derive(Debug)]
pub(super) struct EnumAlias {
    /// Members; empty when the type knows no literals
    pub(super) literals: Vec<String>,
    /// The type of unknown members; none when the list is complete
    pub(super) base: Option<String>,
}

/// Whether a kind holds no declaration.
pub(super) fn is_scalar(kind: &Kind) -> bool {
    !matches!(kind, Kind::Array(_) | Kind::Map(_) | Kind::Tuple { .. } | Kind::Declared(_))
}

fn any(uses: &mut Uses) -> &'static str {
    uses.typing.insert("Any");
    "Any"
}

fn scalar_of(kind: &Kind, uses: &mut Uses) -> String {
    match kind {
        Kind::Null => "None".into(),
        Kind::Boolean => "bool".into(),
        Kind::Integer(_) => "int".into(),
        Kind::Number(_) => "_t.Number".into(),
        Kind::String(StringFormat::Date) => "_t.Date".into(),
        Kind::String(StringFormat::DateTime) => "_t.DateTime".into(),
        Kind::String(StringFormat::Binary) => "_t.FileInput".into(),
        Kind::String(_) => "str".into(),
        Kind::Constant(value) => match text::literal(value) {
            Some(literal) if !value.is_null() => {
                uses.typing.insert("Literal");
                format!("Literal[{literal}]")
            }
            Some(_) => "None".into(),
            None => any(uses).into(),
        },
        _ => any(uses).into(),
    }
}

/// `X | None`, said once.
pub(super) fn or_none(annotation: String, nullable: bool) -> String {
    if !nullable || annotation == "Any" || annotation == "None" || annotation.ends_with("| None") {
        return annotation;
    }
    format!("{annotation} | None")
}

/// Import lines for declarations under `if TYPE_CHECKING`, sorted; `own` is left out.
pub(super) fn import_lines(names: &Names, uses: &Uses, own: Option<usize>, from: &str) -> Vec<String> {
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for id in &uses.classes {
        if own != Some(names.decl(*id).module) {
            modules.entry(&names.module_of(*id).name).or_default().insert(&names.decl(*id).class);
        }
    }
    for id in &uses.inputs {
        let decl = names.decl(*id);
        if let (Some(input), true) = (&decl.input, own != Some(decl.module)) {
            modules.entry(&names.module_of(*id).name).or_default().insert(input);
        }
    }
    modules
        .into_iter()
        .map(|(module, classes)| {
            let classes: Vec<&str> = classes.into_iter().collect();
            let flat = format!("from {from}{module} import {}", classes.join(", "));
            if flat.chars().count() + 4 <= super::expr::WIDTH {
                return format!("{flat}\n");
            }
            let mut lines = format!("from {from}{module} import (\n");
            for class in classes {
                lines.push_str(&format!("        {class},\n"));
            }
            lines + "    )\n"
        })
        .collect()
}
