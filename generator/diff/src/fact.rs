//! What differs between two descriptions, without a judgement and without a direction.

use std::rc::Rc;

use model::{Node, NodeId, Parameter};

use crate::date::Date;

/// Who speaks: the client asks and the provider answers, or the provider calls the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Caller {
    /// An operation of `paths`.
    Client,
    /// A webhook: the provider sends the request.
    Webhook,
    /// A callback, likewise.
    Callback,
}

/// The operation that a fact belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// `METHOD path`; empty for the document.
    pub(crate) label: Rc<str>,
    pub(crate) caller: Caller,
    /// The operation in the old description, where an announcement for all of it stands.
    pub(crate) old: Option<NodeId>,
}

/// One difference and where it shows.
#[derive(Debug, Clone)]
pub(crate) struct Fact<'d> {
    pub(crate) what: What<'d>,
    pub(crate) subject: Subject,
    /// The part of the operation in words: "query parameter `q`", "response 200".
    pub(crate) place: String,
    pub(crate) old: Option<Node<'d>>,
    pub(crate) new: Option<Node<'d>>,
    /// The day on which the new description is released, when it says so.
    pub(crate) release: Option<Date>,
    /// The notice period in days.
    pub(crate) notice_days: i64,
}

/// The kinds of differences outside of schemas.
#[derive(Debug, Clone)]
pub(crate) enum What<'d> {
    OperationAdded,
    /// `whole_path`: nothing is left at the path.
    OperationRemoved {
        whole_path: bool,
        deprecated: bool,
        sunset: Option<Sunset>,
    },
    WebhookAdded,
    WebhookRemoved,
    CallbackAdded,
    CallbackRemoved,
    PathParameterRenamed {
        from: String,
        to: String,
    },
    PathCaseChanged {
        from: String,
        to: String,
    },
    ParameterAdded(Parameter<'d>),
    ParameterRemoved {
        parameter: Parameter<'d>,
        sunset: Option<Sunset>,
    },
    ParameterRequired {
        now: bool,
    },
    ParameterMoved {
        from: &'static str,
        to: &'static str,
    },
    ParameterStyle {
        from: String,
        to: String,
    },
    ParameterExplode,
    ParameterAllowReserved {
        now: bool,
    },
    ParameterAllowEmptyValue {
        now: bool,
    },
    ParameterMediaType {
        from: String,
        to: String,
    },
    ParameterSchemaToContent,
    ParameterSchema {
        now: bool,
    },
    ParameterDeprecated {
        now: bool,
        sunset: Option<Sunset>,
    },
    ParameterSunsetRemoved,
    ParameterSunsetMoved {
        from: Date,
        to: Date,
    },
    BodyAdded {
        required: bool,
    },
    BodyRemoved,
    BodyRequired {
        now: bool,
    },
    BodyMediaTypeAdded {
        name: String,
    },
    BodyMediaTypeRemoved {
        name: String,
    },
    BodyMediaTypeWidened {
        from: String,
        to: String,
    },
    BodyMediaTypeNarrowed {
        from: String,
        to: String,
    },
    BodyMediaTypeParameter {
        from: String,
        to: String,
    },
    BodySchema {
        now: bool,
    },
    Encoding {
        request: bool,
        property: String,
        part: &'static str,
    },
    ResponseAdded {
        status: String,
    },
    ResponseRemoved {
        status: String,
    },
    ResponseRangeWidened {
        from: String,
        to: String,
    },
    ResponseRangeNarrowed {
        from: String,
        to: String,
    },
    ResponseBodyAdded,
    ResponseBodyRemoved,
    ResponseMediaTypeAdded {
        name: String,
    },
    ResponseMediaTypeRemoved {
        name: String,
    },
    ResponseMediaTypeGeneralized {
        from: String,
        to: String,
    },
    ResponseMediaTypeSpecialized {
        from: String,
        to: String,
    },
    ResponseMediaTypeParameter {
        from: String,
        to: String,
    },
    ResponseSchema {
        now: bool,
    },
    HeaderAdded,
    HeaderRemoved {
        required: bool,
    },
    HeaderRequired {
        now: bool,
    },
    HeaderDeprecated,
    HeaderExplode,
    HeaderContent,
    HeaderCase {
        from: String,
        to: String,
    },
    LinkRemoved {
        name: String,
    },
    LinkTarget {
        name: String,
    },
    LinkParameters {
        name: String,
    },
    SecurityAdded {
        text: String,
    },
    SecurityAnonymous {
        now: bool,
    },
    SecurityAlternative {
        now: bool,
        text: String,
    },
    SecurityScheme {
        now: bool,
        text: String,
    },
    SecurityScopes {
        now: bool,
        text: String,
    },
    SchemeRemoved {
        name: String,
    },
    SchemeAdded {
        name: String,
    },
    SchemeChanged {
        name: String,
        part: &'static str,
        from: String,
        to: String,
    },
    FlowAdded {
        name: String,
        flow: String,
    },
    FlowRemoved {
        name: String,
        flow: String,
    },
    FlowScope {
        name: String,
        scope: String,
        now: bool,
    },
    SchemeDeprecated {
        name: String,
    },
    ServerAdded {
        url: String,
    },
    ServerRemoved {
        url: String,
    },
    ServerReplaced {
        from: String,
        to: String,
    },
    ServerDefault {
        from: String,
        to: String,
    },
    ServerVariableAdded {
        name: String,
    },
    ServerVariableDefault {
        name: String,
    },
    ServerVariableChoice {
        name: String,
        value: String,
    },
    ServerOverride {
        now: bool,
    },
    TagAdded {
        name: String,
    },
    TagRemoved {
        name: String,
    },
    OperationIdAdded {
        id: String,
    },
    OperationIdRemoved {
        id: String,
    },
    OperationIdChanged {
        from: String,
        to: String,
    },
    Deprecated {
        sunset: Option<Sunset>,
    },
    Reactivated,
    SunsetRemoved,
    SunsetMoved {
        from: Date,
        to: Date,
    },
    StabilityInvalid {
        value: String,
    },
    Stability {
        from: String,
        to: String,
        up: bool,
    },
    ComponentSchemaRemoved {
        name: String,
    },
    Dialect {
        from: String,
        to: String,
    },
    SpecVersion {
        from: String,
        to: String,
    },
}

/// `x-sunset` as written, and as a date when it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sunset {
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
}

impl Sunset {
    /// Reads `x-sunset` of an object.
    pub(crate) fn of(node: Node<'_>) -> Option<Self> {
        let value = node.get("x-sunset")?;
        let text = value.as_str().or_else(|| value.as_number()).unwrap_or_default().to_owned();
        let date = Date::parse(&text);
        Some(Self { text, date })
    }
}
