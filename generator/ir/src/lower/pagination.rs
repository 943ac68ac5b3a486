//! How pages are walked, and how a repeated call is told from a new one.

use model::Node;

use crate::{
    ContentKind, Decl, DeclBody, Field, Gap, Idempotency, Json, Kind, Location, Method, Object, Operation, Pagination,
    PaginationKind, Param, StringFormat, Type,
};

/// `x-covenant-idempotency`, or a header parameter `Idempotency-Key`.
pub(super) fn idempotency(operation: model::Operation<'_>, params: &[Param]) -> Option<Idempotency> {
    if let Some(declared) = operation.get("x-covenant-idempotency") {
        if declared.as_bool() == Some(false) {
            return None;
        }
        if let Some(header) = declared.get("header").and_then(Node::as_str) {
            return Some(Idempotency::Header(header.to_owned()));
        }
        if let Some(property) = declared.get("body").and_then(Node::as_str) {
            return Some(Idempotency::Body(property.to_owned()));
        }
    }
    let mut headers = params.iter().filter(|p| p.location == Location::Header);
    headers
        .find(|p| {
            p.name.wire.eq_ignore_ascii_case("idempotency-key") || p.name.wire.eq_ignore_ascii_case("x-idempotency-key")
        })
        .map(|p| Idempotency::Header(p.name.wire.clone()))
}

/// Finds how the pages of each operation are walked. Declared ways first; else both sides, request and response, must
/// show it, and there must be exactly one list of items.
pub(super) fn find(operations: &mut [Operation], decls: &[Decl], gaps: &mut Vec<Gap>) {
    for operation in operations {
        let declared = operation.extensions.iter().find(|(k, _)| k == "x-covenant-pagination").map(|(_, v)| v);
        operation.pagination = match declared {
            Some(Json::Bool(false)) => None,
            Some(Json::Object(said)) => {
                let found = declared_way(said, operation, decls);
                if found.is_none() {
                    gaps.push(Gap {
                        feature: "pagination-declared".into(),
                        target: None,
                        at: operation.at.clone(),
                        pointer: format!("{}/x-covenant-pagination", operation.pointer),
                        advice: "the declared parameters or paths are not in the operation; no iterator is made".into(),
                    });
                }
                found
            }
            Some(Json::String(word)) if word == "link-header" => Page::of(operation, decls)
                .and_then(|page| Some(page.way(PaginationKind::LinkHeader, page.items()?, true))),
            _ => structural(operation, decls),
        };
    }
}

/// What both sides of an operation offer.
struct Page<'a> {
    query: Vec<&'a Param>,
    body: Shape<'a>,
    decls: &'a [Decl],
    links: bool,
}

enum Shape<'a> {
    List(&'a Type),
    Record(&'a Object),
}

impl<'a> Page<'a> {
    fn of(operation: &'a Operation, decls: &'a [Decl]) -> Option<Self> {
        let mut successes = operation.responses.iter().filter(|r| r.status.is_success());
        let response = successes.next()?;
        let content = response.contents.iter().find(|c| matches!(c.kind, ContentKind::Json))?;
        let body = match resolve(&content.ty, decls) {
            Resolved::List(item) => Shape::List(item),
            Resolved::Record(object) => Shape::Record(object),
            Resolved::Other => return None,
        };
        let query = operation.params.iter().filter(|p| p.location == Location::Query && p.content.is_none()).collect();
        let links = response.headers.iter().any(|h| h.name.wire.eq_ignore_ascii_case("link"));
        Some(Self { query, body, decls, links })
    }

    /// The only list, or the only one with a usual name.
    fn items(&self) -> Option<(Vec<String>, &'a Type)> {
        let object = match self.body {
            Shape::List(item) => return Some((Vec::new(), item)),
            Shape::Record(object) => object,
        };
        let lists: Vec<(&str, &Type)> = object
            .fields
            .iter()
            .filter_map(|f| match resolve(&f.ty, self.decls) {
                Resolved::List(item) => Some((f.name.wire.as_str(), item)),
                _ => None,
            })
            .collect();
        let usual: Vec<_> = lists.iter().filter(|(name, _)| ITEMS.contains(name)).collect();
        let (name, item) = match (&lists[..], &usual[..]) {
            ([one], _) => *one,
            (_, [one]) => **one,
            _ => return None,
        };
        Some((vec![name.to_owned()], item))
    }

    fn param(&self, names: &[&str], fits: impl Fn(&Type) -> bool) -> Option<&'a Param> {
        names
            .iter()
            .find_map(|n| self.query.iter().copied().find(|p| !p.required && snake(&p.name.wire) == *n && fits(&p.ty)))
    }

    /// A field of the body, or of one of the records in it that speak about pages.
    fn field(&self, names: &[&str], fits: impl Fn(&Field) -> bool) -> Option<(Vec<String>, &'a Field)> {
        let Shape::Record(object) = self.body else { return None };
        let within = |object: &'a Object| {
            names.iter().find_map(|n| object.fields.iter().find(|f| snake(&f.name.wire) == *n && fits(f)))
        };
        if let Some(field) = within(object) {
            return Some((vec![field.name.wire.clone()], field));
        }
        object.fields.iter().filter(|f| ABOUT.contains(&snake(&f.name.wire).as_str())).find_map(|outer| {
            let Resolved::Record(inner) = resolve(&outer.ty, self.decls) else { return None };
            let field = within(inner)?;
            Some((vec![outer.name.wire.clone(), field.name.wire.clone()], field))
        })
    }

    fn is(&self, ty: &Type, want: fn(&Kind) -> bool) -> bool {
        want(&plain(ty, self.decls).kind)
    }

    fn limit(&self) -> Option<String> {
        self.param(&LIMITS, |t| self.is(t, whole)).map(|p| p.name.wire.clone())
    }

    fn way(&self, kind: PaginationKind, (items, item): (Vec<String>, &Type), declared: bool) -> Pagination {
        Pagination { kind, items, item: item.clone(), limit_param: self.limit(), declared }
    }
}

const ITEMS: [&str; 8] = ["data", "items", "results", "records", "entries", "values", "objects", "list"];
const ABOUT: [&str; 9] =
    ["meta", "metadata", "pagination", "paging", "page_info", "links", "_links", "response_metadata", "page"];
const CURSORS: [&str; 16] = [
    "cursor",
    "page_cursor",
    "next_cursor",
    "page_token",
    "next_page_token",
    "next_token",
    "continuation_token",
    "pagination_token",
    "pagination_key",
    "after",
    "after_cursor",
    "starting_after",
    "start_cursor",
    "page_after",
    "marker",
    "next",
];
const NEXT: [&str; 12] = [
    "next_cursor",
    "next_page_cursor",
    "next_page_token",
    "next_token",
    "next_page",
    "continuation_token",
    "end_cursor",
    "next_marker",
    "next_starting_after",
    "next_after",
    "next",
    "after",
];
const MORE: [&str; 5] = ["has_more", "has_next", "has_next_page", "more", "has_more_items"];
const LIMITS: [&str; 11] = [
    "limit",
    "per_page",
    "page_size",
    "pagesize",
    "size",
    "max_results",
    "results_per_page",
    "max_items",
    "count",
    "page_limit",
    "first",
];
const URLS: [&str; 6] = ["next", "next_url", "next_page_url", "next_link", "next_page_uri", "odata_next_link"];
const PAGES: [&str; 4] = ["page", "page_number", "page_num", "page_index"];
const OFFSETS: [&str; 4] = ["offset", "skip", "start_index", "page_offset"];

fn structural(operation: &Operation, decls: &[Decl]) -> Option<Pagination> {
    if operation.method != Method::Get {
        return None;
    }
    let page = Page::of(operation, decls)?;
    let items = page.items()?;
    let more = page.field(&MORE, |f| page.is(&f.ty, |k| matches!(k, Kind::Boolean))).map(|(path, _)| path);
    let cursor = page.param(&CURSORS, |t| page.is(t, |k| text(k) || whole(k)));
    let is_url = |f: &Field| {
        matches!(plain(&f.ty, decls).kind, Kind::String(StringFormat::Uri))
            || matches!(
                snake(&f.name.wire).as_str(),
                "next_url" | "next_page_url" | "next_page_uri" | "odata_next_link"
            )
    };
    let done =
        page.field(&["done", "is_last", "is_last_page", "last"], |f| page.is(&f.ty, |k| matches!(k, Kind::Boolean)));
    if let Some(param) = cursor {
        let next = page.field(&NEXT, |f| {
            let kind = &plain(&f.ty, decls).kind;
            (text(kind) || whole(kind)) && !is_url(f)
        });
        if let Some((next, _)) = next
            && done.is_none()
        {
            let kind = PaginationKind::Cursor { param: param.name.wire.clone(), next, has_more: more };
            return Some(page.way(kind, items, false));
        }
        let after = matches!(snake(&param.name.wire).as_str(), "after" | "starting_after");
        if after
            && let Some(more) = more.clone()
            && let Resolved::Record(item) = resolve(items.1, decls)
            && item.fields.iter().any(|f| f.name.wire == "id")
        {
            let kind =
                PaginationKind::LastItem { param: param.name.wire.clone(), key: "id".into(), has_more: Some(more) };
            return Some(page.way(kind, items, false));
        }
    }
    if page.links {
        return Some(page.way(PaginationKind::LinkHeader, items, false));
    }
    if let Some((next, _)) = page.field(&URLS, |f| text(&plain(&f.ty, decls).kind) && is_url(f)) {
        return Some(page.way(PaginationKind::NextUrl { next }, items, false));
    }
    page.limit()?;
    if let Some(param) = page.param(&PAGES, |t| page.is(t, whole)) {
        let kind = PaginationKind::Page { param: param.name.wire.clone(), first: first(param) };
        return Some(page.way(kind, items, false));
    }
    let param = page.param(&OFFSETS, |t| page.is(t, whole))?;
    Some(page.way(PaginationKind::Offset { param: param.name.wire.clone() }, items, false))
}

/// Pages are counted from 1, unless the default or the minimum is 0.
fn first(param: &Param) -> u64 {
    let minimum = param.ty.constraints.as_ref().and_then(|c| c.minimum.as_deref());
    u64::from(param.default.as_ref().and_then(Json::as_i64) != Some(0) && minimum != Some("0"))
}

/// `x-covenant-pagination`.
fn declared_way(said: &serde_json::Map<String, Json>, operation: &Operation, decls: &[Decl]) -> Option<Pagination> {
    let page = Page::of(operation, decls)?;
    let (items, item) = match said.get("items") {
        Some(items) => {
            let path = path(items)?;
            let item = page.at(&path)?;
            (path, item)
        }
        None => page.items()?,
    };
    let query = |name: Option<&Json>| -> Option<String> {
        let name = name?.as_str()?;
        page.query.iter().find(|p| p.name.wire == name).map(|p| p.name.wire.clone())
    };
    let there = |value: Option<&Json>| -> Option<Vec<String>> {
        let path = path(value?)?;
        page.leads(&path).then_some(path)
    };
    let kind = if let Some(cursor) = said.get("cursor") {
        PaginationKind::Cursor {
            param: query(cursor.get("param"))?,
            next: there(cursor.get("next"))?,
            has_more: there(cursor.get("has_more")),
        }
    } else if let Some(last) = said.get("last_item") {
        PaginationKind::LastItem {
            param: query(last.get("param"))?,
            key: last.get("key").and_then(Json::as_str).unwrap_or("id").to_owned(),
            has_more: there(last.get("has_more")),
        }
    } else if let Some(number) = said.get("page") {
        let param = query(number.get("param"))?;
        let default = operation.params.iter().find(|p| p.name.wire == param).map_or(1, first);
        PaginationKind::Page { first: number.get("first").and_then(Json::as_u64).unwrap_or(default), param }
    } else if let Some(offset) = said.get("offset") {
        PaginationKind::Offset { param: query(offset.get("param"))? }
    } else if let Some(next) = said.get("next_url") {
        PaginationKind::NextUrl { next: there(Some(next))? }
    } else if said.get("link-header").or_else(|| said.get("link_header")).is_some() {
        PaginationKind::LinkHeader
    } else {
        return structural(operation, decls).map(|found| Pagination { declared: true, ..found });
    };
    let mut way = page.way(kind, (items, item), true);
    if let Some(limit) = said.get("limit") {
        way.limit_param = query(Some(limit));
    }
    Some(way)
}

impl<'a> Page<'a> {
    /// The item type of the list at a path.
    fn at(&self, path: &[String]) -> Option<&'a Type> {
        match (&self.body, path) {
            (Shape::List(item), []) => Some(item),
            (Shape::Record(_), [_, ..]) => match resolve(self.walk(path)?, self.decls) {
                Resolved::List(item) => Some(item),
                _ => None,
            },
            _ => None,
        }
    }

    fn leads(&self, path: &[String]) -> bool {
        self.walk(path).is_some()
    }

    fn walk(&self, path: &[String]) -> Option<&'a Type> {
        let Shape::Record(mut object) = self.body else { return None };
        let (last, before) = path.split_last()?;
        for key in before {
            let field = object.fields.iter().find(|f| f.name.wire == *key)?;
            let Resolved::Record(inner) = resolve(&field.ty, self.decls) else { return None };
            object = inner;
        }
        object.fields.iter().find(|f| f.name.wire == *last).map(|f| &f.ty)
    }
}

/// `meta.next`, or a list of keys.
fn path(value: &Json) -> Option<Vec<String>> {
    match value {
        Json::String(text) if text.is_empty() => Some(Vec::new()),
        Json::String(text) => Some(text.split('.').map(str::to_owned).collect()),
        Json::Array(keys) => keys.iter().map(|k| k.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

enum Resolved<'a> {
    List(&'a Type),
    Record(&'a Object),
    Other,
}

/// A type behind its other names. Cycles of aliases were cut before.
fn plain<'a>(mut ty: &'a Type, decls: &'a [Decl]) -> &'a Type {
    for _ in 0..64 {
        let Kind::Declared(id) = &ty.kind else { break };
        match decls.get(id.0 as usize).map(|d| &d.body) {
            Some(DeclBody::Alias(inner)) => ty = inner,
            _ => break,
        }
    }
    ty
}

fn resolve<'a>(ty: &'a Type, decls: &'a [Decl]) -> Resolved<'a> {
    match &plain(ty, decls).kind {
        Kind::Array(item) => Resolved::List(item),
        Kind::Declared(id) => match decls.get(id.0 as usize).map(|d| &d.body) {
            Some(DeclBody::Object(object)) => Resolved::Record(object),
            _ => Resolved::Other,
        },
        _ => Resolved::Other,
    }
}

fn text(kind: &Kind) -> bool {
    matches!(kind, Kind::String(_))
}

fn whole(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer(_))
}

fn snake(wire: &str) -> String {
    crate::naming::words(wire).join("_")
}
