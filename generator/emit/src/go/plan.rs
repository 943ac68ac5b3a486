//! What methods an operation gets, before any text is written: names are handed out here, in a stated order.

use std::collections::BTreeMap;

use ir::{Body, Content, ContentKind, Kind, Location, Operation, Param, Resource, Response, Status, Type};

use super::model::Model;
use super::names::{Names, camel, pascal, pascal_wire, singular};

/// A resource and its methods.
pub(super) struct ResourcePlan<'a> {
    pub resource: &'a Resource,
    /// Field of the client: `Invoices`
    pub field: String,
    /// Type: `InvoicesResource`
    pub ty: String,
    pub calls: Vec<Call<'a>>,
}

/// An operation of a resource.
pub(super) struct Call<'a> {
    pub op: &'a Operation,
    /// Path parameters with the names of their arguments
    pub path: Vec<(&'a Param, String)>,
    /// The other parameters with the names of their fields; those with a constant for their value have none
    pub others: Vec<(&'a Param, Option<String>)>,
    /// Type of the params argument, when there is one
    pub params: Option<String>,
    /// Type of the outcome, when the operation succeeds in several ways
    pub outcome: Option<String>,
    /// Name of the unexported function that puts the call together, when several methods share it
    pub builder: Option<String>,
    pub methods: Vec<MethodPlan<'a>>,
}

/// A method.
pub(super) struct MethodPlan<'a> {
    pub name: String,
    /// Which of the bodies it sends
    pub body: Option<&'a Content>,
    pub gives: Gives<'a>,
    /// Media type that it asks for
    pub accept: Option<&'a str>,
    /// Why it is there beside the first one
    pub note: Option<String>,
}

/// What a method gives back.
pub(super) enum Gives<'a> {
    Nothing,
    Json(&'a Type),
    Text,
    Bytes,
    Events(&'a Type),
    Lines(&'a Type),
    /// Fields of the outcome: name, status, type (none: text)
    Outcome(Vec<(String, Status, Option<&'a Type>)>),
    /// All pages
    Pages,
}

/// Names that the methods of a resource may not have.
const RESERVED_METHODS: &[&str] = &[];
const RESERVED_FIELDS: &[&str] = &["Do", "AuthorizationCode"];

pub(super) fn plan<'a>(model: &Model<'a>, names: &mut Names) -> Vec<ResourcePlan<'a>> {
    let api = model.api;
    let mut fields = Names::members(RESERVED_FIELDS);
    let mut plans: Vec<ResourcePlan<'a>> = api
        .resources
        .iter()
        .map(|resource| {
            let field = fields.claim(&pascal(&resource.name.words));
            let ty = names.claim(&format!("{field}Resource"));
            ResourcePlan { resource, field, ty, calls: Vec::new() }
        })
        .collect();
    for plan in &mut plans {
        let mut methods = Names::members(RESERVED_METHODS);
        let ops: Vec<&Operation> = api.operations_of(plan.resource).collect();
        // First the methods that every operation has, then those that are made beside them.
        let mains: Vec<String> = ops.iter().map(|op| methods.claim(&pascal(&op.method_name.words))).collect();
        let stem = pascal(&singular(&plan.resource.name.words));
        for (op, main) in ops.iter().zip(mains) {
            plan.calls.push(call(model, names, &mut methods, op, main, &stem));
        }
    }
    plans
}

fn call<'a>(
    model: &Model<'a>,
    names: &mut Names,
    methods: &mut Names,
    op: &'a Operation,
    main: String,
    stem: &str,
) -> Call<'a> {
    let mut locals = Names::locals();
    let path: Vec<_> = op.params_in(Location::Path).map(|p| (p, locals.claim(&camel(&p.name.words)))).collect();
    let mut fields = Names::members(&[]);
    let others: Vec<_> = op
        .params
        .iter()
        .filter(|p| p.location != Location::Path)
        .map(|p| {
            let constant = p.required && matches!(&model.resolve(&p.ty).kind, Kind::Constant(v) if !v.is_null());
            (p, (!constant).then(|| fields.claim(&pascal_wire(&p.name))))
        })
        .collect();
    let params = others.iter().any(|(_, f)| f.is_some()).then(|| names.claim(&format!("{stem}{main}Params")));
    let mut outcome = None;
    let mut plans = Vec::new();
    let bodies = op.body.as_ref().map_or(&[][..], |b: &Body| &b.contents);
    let ways = ways(model, op);
    let first_body = bodies.first();
    for (n, way) in ways.into_iter().enumerate() {
        let gives = match way.gives {
            WayGives::Outcome(fields) => {
                outcome = Some(names.claim(&format!("{stem}{main}Result")));
                Gives::Outcome(fields)
            }
            WayGives::Plain(gives) => gives,
        };
        let name = if n == 0 { main.clone() } else { methods.claim(&format!("{main}{}", way.suffix)) };
        let note = (n > 0).then(|| format!("It asks for {}.", way.accept.unwrap_or("another media type")));
        plans.push(MethodPlan { name, body: first_body, gives, accept: way.accept, note });
    }
    if op.pagination.is_some() && matches!(plans.first(), Some(MethodPlan { gives: Gives::Json(_), .. })) {
        let page = methods.claim(&format!("{main}Page"));
        let first = &mut plans[0];
        let all = MethodPlan {
            name: std::mem::replace(&mut first.name, page),
            body: first.body,
            gives: Gives::Pages,
            accept: first.accept,
            note: None,
        };
        first.note = Some("It gives one page.".to_owned());
        plans.insert(0, all);
    }
    // Other media types of the body: a method each.
    for body in bodies.iter().skip(1) {
        let suffix = match body.kind {
            ContentKind::Json => "WithJSON",
            ContentKind::Form(_) => "WithForm",
            ContentKind::Multipart(_) => "WithMultipart",
            ContentKind::Text => "WithText",
            ContentKind::Xml => "WithXML",
            ContentKind::JsonLines => "WithLines",
            ContentKind::EventStream | ContentKind::Binary => "WithBytes",
        };
        let again = ways_first(model, op);
        let gives = match again.gives {
            WayGives::Outcome(fields) => Gives::Outcome(fields),
            WayGives::Plain(gives) => gives,
        };
        plans.push(MethodPlan {
            name: methods.claim(&format!("{main}{suffix}")),
            body: Some(body),
            gives,
            accept: again.accept,
            note: Some(format!("It sends {}.", body.media_type)),
        });
    }
    let shared = plans.len() > 1;
    let builder = shared.then(|| format!("call{main}"));
    Call { op, path, others, params, outcome, builder, methods: plans }
}

struct Way<'a> {
    suffix: String,
    accept: Option<&'a str>,
    gives: WayGives<'a>,
}

enum WayGives<'a> {
    Plain(Gives<'a>),
    Outcome(Vec<(String, Status, Option<&'a Type>)>),
}

/// Kinds of content, the preferred first.
fn class(kind: &ContentKind) -> u8 {
    match kind {
        ContentKind::Json => 0,
        ContentKind::Text | ContentKind::Xml => 1,
        ContentKind::Binary | ContentKind::Form(_) | ContentKind::Multipart(_) => 2,
        ContentKind::EventStream => 3,
        ContentKind::JsonLines => 4,
    }
}

fn ways_first<'a>(model: &Model<'a>, op: &'a Operation) -> Way<'a> {
    ways(model, op).into_iter().next().unwrap_or(Way {
        suffix: String::new(),
        accept: None,
        gives: WayGives::Plain(Gives::Nothing),
    })
}

/// The ways in which an operation succeeds: the first one for its main method, the others for methods of their own.
fn ways<'a>(model: &Model<'a>, op: &'a Operation) -> Vec<Way<'a>> {
    let mut successes: Vec<&'a Response> = op.successes().collect();
    if successes.is_empty() {
        successes = op.responses.iter().filter(|r| r.status == Status::Default).collect();
    }
    let all: Vec<(&'a Response, &'a Content)> =
        successes.iter().flat_map(|r| r.contents.iter().map(move |c| (*r, c))).collect();
    let Some(best) = all.iter().map(|(_, c)| class(&c.kind)).min() else {
        return vec![Way { suffix: String::new(), accept: None, gives: WayGives::Plain(Gives::Nothing) }];
    };
    // Of each status, the first content of the best class; text beside JSON counts as well.
    let mut chosen: Vec<(Status, &'a Content)> = Vec::new();
    for r in &successes {
        let fits = |c: &&'a Content| class(&c.kind) == best;
        let text = |c: &&'a Content| best == 0 && class(&c.kind) == 1;
        if let Some(c) = r.contents.iter().find(fits).or_else(|| r.contents.iter().find(text)) {
            chosen.push((r.status, c));
        }
    }
    let accept = chosen.first().map(|(_, c)| c.media_type.as_str());
    let mut out = vec![Way { suffix: String::new(), accept, gives: main_way(model, &chosen, best) }];
    // What is left, by media type.
    let mut left: BTreeMap<(u8, &'a str), &'a Content> = BTreeMap::new();
    for (_, c) in &all {
        let covered = chosen.iter().any(|(_, main)| {
            main.media_type == c.media_type
                || class(&main.kind) == class(&c.kind)
                    && (class(&c.kind) != 0 || model.result(&main.ty) == model.result(&c.ty))
        });
        if !covered {
            left.entry((class(&c.kind), &c.media_type)).or_insert(c);
        }
    }
    for ((class, media), content) in left {
        let (suffix, gives) = match class {
            0 => (
                format!("As{}", pascal(&ir::naming::words(media.rsplit('/').next().unwrap_or(media)))),
                Gives::Json(&content.ty),
            ),
            1 if matches!(content.kind, ContentKind::Xml) => ("AsXML".to_owned(), Gives::Text),
            1 => ("AsText".to_owned(), Gives::Text),
            3 => ("Stream".to_owned(), Gives::Events(&content.ty)),
            4 => ("Lines".to_owned(), Gives::Lines(&content.ty)),
            _ => ("AsBytes".to_owned(), Gives::Bytes),
        };
        out.push(Way { suffix, accept: Some(media), gives: WayGives::Plain(gives) });
    }
    out
}

fn main_way<'a>(model: &Model<'a>, chosen: &[(Status, &'a Content)], best: u8) -> WayGives<'a> {
    let Some((_, first)) = chosen.first() else { return WayGives::Plain(Gives::Nothing) };
    let plain = |gives| WayGives::Plain(gives);
    match best {
        0 => {
            let kind = |c: &'a Content| (class(&c.kind) == 0).then(|| model.result(&c.ty));
            let Some((_, first)) = chosen.iter().find(|(_, c)| class(&c.kind) == 0) else { return plain(Gives::Text) };
            let same = kind(first);
            if chosen.iter().all(|(_, c)| kind(c) == same) {
                return plain(Gives::Json(&first.ty));
            }
            let mut names = Names::members(&["StatusCode"]);
            WayGives::Outcome(
                chosen
                    .iter()
                    .map(|(s, c)| (names.claim(&status_name(*s)), *s, (class(&c.kind) == 0).then_some(&c.ty)))
                    .collect(),
            )
        }
        1 => plain(Gives::Text),
        2 => plain(Gives::Bytes),
        3 => plain(Gives::Events(&first.ty)),
        _ => plain(Gives::Lines(&first.ty)),
    }
}

/// The field of an outcome for a status.
fn status_name(status: Status) -> String {
    match status {
        Status::Exact(200) => "OK".to_owned(),
        Status::Exact(201) => "Created".to_owned(),
        Status::Exact(202) => "Accepted".to_owned(),
        Status::Exact(203) => "NonAuthoritative".to_owned(),
        Status::Exact(204) => "NoContent".to_owned(),
        Status::Exact(206) => "PartialContent".to_owned(),
        Status::Exact(207) => "MultiStatus".to_owned(),
        Status::Exact(code) => format!("Status{code}"),
        Status::Range(digit) => format!("Other{digit}XX"),
        Status::Default => "Other".to_owned(),
    }
}
