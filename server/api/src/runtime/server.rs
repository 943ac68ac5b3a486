//! From a request to an operation's implementation, and back.

use std::{io, pin::Pin, sync::Arc};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use http::{HeaderValue, header};
use serde_json::Value;

use super::{
    context::RequestContext,
    form,
    json::{self, Json},
    media,
    operation::{Content, ContentKind, Location, Operation},
    params::{self, Texts},
    problem::{Failure, Failures, InputFault, Part, Problem, Problems, Reason},
    reply::{Answer, Given, PayloadKind, Reply, ReplyBody},
    router::{Route, Router},
    validate::{self, Fault, Side},
};

/// A future on the heap.
pub type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Bytes of a request, as they arrive.
pub type Arriving = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// An API whose operations can be run. Generated.
pub trait Api: Send + Sync + 'static {
    /// `info.title` and `info.version`
    const INFO: (&'static str, &'static str);
    /// Its operations
    const OPERATIONS: &'static [&'static Operation];
    /// Tags and what they mean
    const TAGS: &'static [(&'static str, Option<&'static str>)];
    /// Its security schemes
    const SCHEMES: &'static [super::meta::Scheme];

    /// Runs the operation at this position.
    fn run(&self, operation: usize, request: Incoming) -> Pending<Result<Answer, Failure>>;
}

/// Serves an API. It is a poem endpoint and a poem-openapi API; [`Service::handle`] needs neither.
pub struct Service<A>(Arc<Inner<A>>);

impl<A> Clone for Service<A> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

struct Inner<A> {
    api: A,
    router: Router,
    failures: Arc<dyn Failures>,
    body_limit: usize,
    check_responses: bool,
}

impl<A: std::fmt::Debug> std::fmt::Debug for Service<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Service").field(&self.0.api).finish()
    }
}

/// Makes a [`Service`].
pub struct Builder<A> {
    api: A,
    failures: Arc<dyn Failures>,
    body_limit: usize,
    check_responses: bool,
}

impl<A: std::fmt::Debug> std::fmt::Debug for Builder<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").field("api", &self.api).field("body_limit", &self.body_limit).finish_non_exhaustive()
    }
}

impl<A: Api> Builder<A> {
    /// Serves this API: refusals as problem details, bodies of at most one mebibyte.
    pub fn new(api: A) -> Self {
        Self { api, failures: Arc::new(Problems), body_limit: 1 << 20, check_responses: false }
    }

    /// Renders refusals in another way.
    #[must_use]
    pub fn failures(mut self, failures: impl Failures) -> Self {
        self.failures = Arc::new(failures);
        self
    }

    /// Most bytes that a request body may have.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// For development: a response that does not fit its schema becomes a 500 that says so in [`Failure::internal`].
    #[must_use]
    pub fn check_responses(mut self, check: bool) -> Self {
        self.check_responses = check;
        self
    }

    /// The service.
    pub fn build(self) -> Service<A> {
        let Self { api, failures, body_limit, check_responses } = self;
        Service(Arc::new(Inner { api, router: Router::new(A::OPERATIONS), failures, body_limit, check_responses }))
    }
}

/// A request on its way to an operation.
pub struct Incoming {
    context: RequestContext,
    path: Vec<(&'static str, String)>,
    body: Arriving,
    body_limit: usize,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming").field("path", &self.context.path).finish_non_exhaustive()
    }
}

impl<A: Api> Service<A> {
    /// The operation that a request would reach.
    pub fn operation(&self, method: &str, path: &str) -> Option<&'static Operation> {
        match self.0.router.find(method, path) {
            Route::Operation(index, _) => A::OPERATIONS.get(index).copied(),
            Route::OtherMethods(_) | Route::Nothing => None,
        }
    }

    /// Answers a request.
    pub async fn handle(&self, context: RequestContext, body: Arriving) -> Reply {
        let inner = &*self.0;
        let (index, path) = match inner.router.find(&context.method, &context.path) {
            Route::Operation(index, values) => {
                (index, values.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
            }
            Route::OtherMethods(methods) => {
                let problem = Problem::new(405).header("Allow", &methods.join(", "));
                return inner.failures.render(Failure::new(Reason::NoSuchMethod, problem), None, &context);
            }
            Route::Nothing => {
                return inner.failures.render(Failure::new(Reason::NoSuchPath, Problem::new(404)), None, &context);
            }
        };
        let operation = A::OPERATIONS[index];
        let request = Incoming { context: context.clone(), path, body, body_limit: inner.body_limit };
        let answer = inner.api.run(index, request).await;
        let reply = answer.and_then(|answer| self.render(answer, operation, &context));
        let mut reply = reply.unwrap_or_else(|failure| inner.failures.render(failure, Some(operation), &context));
        if context.method == "HEAD" {
            reply.body = ReplyBody::Bytes(Bytes::new());
        }
        reply
    }

    fn render(
        &self,
        answer: Answer,
        operation: &'static Operation,
        context: &RequestContext,
    ) -> Result<Reply, Failure> {
        let (status, mut headers, content) = match answer.0 {
            Given::Response { status, headers, content } => (status, headers, content),
            Given::Problem(problem) if operation.response(problem.status).is_some() => {
                return Err(Failure::new(Reason::Refused, problem));
            }
            Given::Problem(problem) => {
                let cause = format!("{} does not document the status of the problem {problem}", operation.id);
                return Err(Failure::internal(Reason::BadResponse, cause));
            }
        };
        let Some(documented) = operation.response(status) else {
            let cause = format!("{} does not document the status {status}", operation.id);
            return Err(Failure::internal(Reason::BadResponse, cause));
        };
        // The id of the request is known here; no implementation needs to repeat it.
        if let Some(id) = &context.request_id
            && documented.headers.iter().any(|h| h.name.eq_ignore_ascii_case("x-request-id"))
            && let Ok(value) = HeaderValue::try_from(id.as_str())
        {
            headers.entry("x-request-id").or_insert(value);
        }
        if self.0.check_responses {
            let mut wrong: Vec<String> = documented
                .headers
                .iter()
                .filter(|h| h.required && !headers.contains_key(h.name))
                .map(|h| format!("the header {} is required", h.name))
                .collect();
            if let Some(payload) = &content
                && let PayloadKind::Json(value, schema) = &payload.kind
            {
                let faults = validate::faults(schema, value, Side::Response);
                wrong.extend(faults.into_iter().map(|Fault { pointer, detail }| format!("{pointer} {detail}")));
            }
            if !wrong.is_empty() {
                let cause = format!("the {status} of {} does not fit: {}", operation.id, wrong.join("; "));
                return Err(Failure::internal(Reason::BadResponse, cause));
            }
        }
        let mut reply = Reply { headers, ..Reply::empty(status) };
        if let Some(payload) = content {
            reply = payload.attach(reply);
        }
        Ok(reply)
    }
}

/// A request that was read and found right. Values are taken once, by their position in the operation's table.
#[derive(Debug)]
pub struct Input {
    context: RequestContext,
    params: Vec<Option<Value>>,
    content: Option<usize>,
    value: Option<Value>,
    raw: Bytes,
}

impl Incoming {
    /// Metadata.
    pub fn context(&self) -> &RequestContext {
        &self.context
    }

    /// Reads parameters and body; refuses with everything that is wrong with them.
    pub async fn read(self, operation: &'static Operation) -> Result<Input, Failure> {
        let Self { context, path, body, body_limit } = self;
        let offers: Vec<&str> = operation.offers().collect();
        if !offers.is_empty() && context.prefers(&offers).is_none() {
            let detail = format!("This operation answers in {}.", offers.join(", "));
            return Err(Failure::new(Reason::NotAcceptable, Problem::new(406).detail(detail)));
        }
        let mut faults = Vec::new();
        let path: Vec<(&'static str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let texts = Texts { path: &path, query: &context.query, headers: &context.headers };
        let mut values = Vec::with_capacity(operation.params.len());
        for param in operation.params {
            let part = Part::Param(param.location, param.name);
            let mut fault = |pointer: String, detail: String| faults.push(InputFault { part, pointer, detail });
            values.push(match params::read(param, operation.params, &texts) {
                Err(unreadable) => {
                    fault(String::new(), unreadable.0.to_owned());
                    None
                }
                Ok(None) => {
                    let default = param.default.and_then(|text| serde_json::from_str(text).ok());
                    if param.required || param.location == Location::Path {
                        fault(String::new(), "is required".to_owned());
                    }
                    default
                }
                Ok(Some(mut value)) => {
                    for Fault { pointer, detail } in validate::accept(&param.schema, &mut value) {
                        fault(pointer, detail);
                    }
                    Some(value)
                }
            });
        }
        let mut input = Input { context, params: values, content: None, value: None, raw: Bytes::new() };
        if let Some(table) = &operation.body {
            let bytes = receive(body, &input.context, body_limit).await?;
            let content_type = input.context.header(header::CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
            // No bytes are a body only where bytes are all that is wanted.
            let may_be_empty = |c: &Content| matches!(c.kind, ContentKind::Raw | ContentKind::Text);
            if bytes.is_empty() && !(table.required && table.contents.iter().any(may_be_empty)) {
                if table.required {
                    faults.push(body_fault("", "is required"));
                }
            } else {
                let (index, content) = content_for(table.contents, &content_type)?;
                input.content = Some(index);
                match value_of(content, &content_type, &bytes) {
                    Ok(Some(mut value)) => {
                        let wrong = validate::accept(&content.schema, &mut value).into_iter();
                        faults.extend(wrong.map(|Fault { pointer, detail }| InputFault {
                            part: Part::Body,
                            pointer,
                            detail,
                        }));
                        input.value = Some(value);
                    }
                    Ok(None) => input.raw = bytes,
                    Err(wrong) => faults.extend(wrong),
                }
            }
        }
        if faults.is_empty() { Ok(input) } else { Err(Failure::invalid(faults)) }
    }
}

fn body_fault(pointer: impl Into<String>, detail: impl Into<String>) -> InputFault {
    InputFault { part: Part::Body, pointer: pointer.into(), detail: detail.into() }
}

/// All bytes of a body, within the limit.
async fn receive(mut body: Arriving, context: &RequestContext, limit: usize) -> Result<Bytes, Failure> {
    let too_large = || {
        let detail = format!("The body may have at most {limit} bytes.");
        Failure::new(Reason::TooLarge, Problem::new(413).detail(detail))
    };
    let announced = context.header(header::CONTENT_LENGTH.as_str()).and_then(|v| v.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Failure::invalid(vec![body_fault("", "could not be received")]))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn content_for(contents: &'static [Content], content_type: &str) -> Result<(usize, &'static Content), Failure> {
    let sent = media::essence(content_type);
    let fitting = contents.iter().enumerate().filter_map(|(i, c)| Some((media::fits(c.media_type, &sent)?, i, c)));
    fitting.max_by_key(|(exact, i, _)| (*exact, std::cmp::Reverse(*i))).map(|(_, i, c)| (i, c)).ok_or_else(|| {
        let taken: Vec<&str> = contents.iter().map(|c| c.media_type).collect();
        let taken = taken.join(", ");
        let problem = Problem::new(415).detail(format!("This operation takes {taken}."));
        // RFC 9110 15.5.16: tells what would have been taken.
        Failure::new(Reason::UnsupportedMediaType, problem.header("Accept", &taken))
    })
}

/// The JSON value of a body; none: it is handed over as bytes.
fn value_of(content: &Content, content_type: &str, bytes: &Bytes) -> Result<Option<Value>, Vec<InputFault>> {
    let of_form = |faults: Vec<form::FormFault>| -> Vec<InputFault> {
        let pointer = |key: Option<String>| {
            key.map_or_else(String::new, |k| format!("/{}", k.replace('~', "~0").replace('/', "~1")))
        };
        faults.into_iter().map(|(key, detail)| body_fault(pointer(key), detail)).collect()
    };
    match content.kind {
        ContentKind::Raw | ContentKind::EventStream => Ok(None),
        ContentKind::Json => json::parse(bytes).map(Some).map_err(|e| vec![body_fault("", e.0)]),
        ContentKind::Form => form::urlencoded(content, bytes).map(Some).map_err(of_form),
        ContentKind::Multipart => form::multipart(content, content_type, bytes).map(Some).map_err(of_form),
        ContentKind::Text => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some(params::scalar(&content.schema, text))),
            Err(_) => Err(vec![body_fault("", "must be UTF-8")]),
        },
        ContentKind::JsonLines => {
            let lines = bytes.split(|b| matches!(b, b'\n' | 0x1e)).filter(|l| !l.trim_ascii().is_empty());
            let values: Result<Vec<Value>, _> = lines
                .enumerate()
                .map(|(i, line)| json::parse(line).map_err(|e| vec![body_fault(format!("/{i}"), e.0)]))
                .collect();
            values.map(|values| Some(values.into()))
        }
    }
}

impl Input {
    /// Metadata of the request.
    pub fn context(&self) -> RequestContext {
        self.context.clone()
    }

    fn misfit(what: &str) -> Failure {
        Failure::internal(Reason::Internal, format!("{what} passed its table but does not fit its type"))
    }

    /// A parameter that is always there.
    pub fn required<T: Json>(&mut self, index: usize) -> Result<T, Failure> {
        let value = self.params.get_mut(index).and_then(Option::take);
        value.and_then(T::read).ok_or_else(|| Self::misfit("a parameter"))
    }

    /// A parameter that may be absent.
    pub fn optional<T: Json>(&mut self, index: usize) -> Result<Option<T>, Failure> {
        match self.params.get_mut(index).and_then(Option::take) {
            None => Ok(None),
            Some(value) => T::read(value).map(Some).ok_or_else(|| Self::misfit("a parameter")),
        }
    }

    /// Which of the operation's media types the body is in; none: there is no body.
    pub fn content(&self) -> Option<usize> {
        self.content
    }

    /// The body.
    pub fn body<T: Json>(&mut self) -> Result<T, Failure> {
        self.value.take().and_then(T::read).ok_or_else(|| Self::misfit("the body"))
    }

    /// The body, as it was sent.
    pub fn raw_body(&mut self) -> Bytes {
        std::mem::take(&mut self.raw)
    }

    /// The body in a media type that only a range names, as it was sent.
    pub fn media_body(&mut self) -> super::reply::Media {
        let content_type = self.context.header(header::CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
        super::reply::Media { content_type, bytes: self.raw_body() }
    }

    /// A body that must be there is not; never so after [`Incoming::read`].
    pub fn no_body(&self) -> Failure {
        Self::misfit("the body")
    }
}
