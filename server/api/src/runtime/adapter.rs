//! The service as a poem endpoint, and as an API of poem-openapi.

use std::collections::HashMap;

use futures_util::StreamExt;
use http::Method;
use poem::{Body, Endpoint, EndpointExt, Request, Response, endpoint::BoxEndpoint};
use poem_openapi::{
    OpenApi,
    registry::{MetaApi, Registry},
};

use super::{
    context::{Metadata, RequestContext},
    meta,
    reply::{Reply, ReplyBody},
    server::{Api, Service},
};

impl<A: Api> Endpoint for Service<A> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let peer = request.remote_addr().as_socket_addr().map(ToString::to_string);
        let (parts, body) = request.into_parts();
        let context = RequestContext::new(Metadata {
            request_id: None,
            peer,
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            extensions: parts.extensions,
        });
        Ok(response(self.handle(context, Box::pin(body.into_bytes_stream())).await))
    }
}

fn response(reply: Reply) -> Response {
    let body = match reply.body {
        ReplyBody::Bytes(bytes) => Body::from_bytes(bytes),
        ReplyBody::Stream(stream) => Body::from_bytes_stream(stream.map(Ok::<_, std::io::Error>)),
    };
    let mut response = Response::builder().body(body);
    response.set_status(http::StatusCode::from_u16(reply.status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR));
    *response.headers_mut() = reply.headers;
    response
}

impl<A: Api> OpenApi for Service<A> {
    fn meta() -> Vec<MetaApi> {
        vec![meta::api(A::OPERATIONS)]
    }

    fn register(registry: &mut Registry) {
        meta::register_all(A::OPERATIONS, A::TAGS, A::SCHEMES, registry);
    }

    /// One route for everything: the service knows its paths and methods better than poem's router, which has no segments
    /// of text and parameters mixed, and answers 404 and 405 itself.
    fn add_routes(self, routes: &mut HashMap<String, HashMap<Method, BoxEndpoint<'static>>>) {
        let methods = [
            Method::GET,
            Method::PUT,
            Method::POST,
            Method::DELETE,
            Method::OPTIONS,
            Method::HEAD,
            Method::PATCH,
            Method::TRACE,
        ];
        for path in ["/", "/*path"] {
            let by_method = routes.entry(path.to_owned()).or_default();
            for method in &methods {
                by_method.insert(method.clone(), Self::clone(&self).boxed());
            }
        }
    }
}
