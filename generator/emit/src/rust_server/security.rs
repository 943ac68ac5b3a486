//! The trait that judges credentials: one method a scheme.

use ir::{Api, FlowKind, SecurityKind, SecurityScheme, naming::Scope};
use proc_macro2::TokenStream;
use quote::quote;

use super::text::{KEYWORDS, code, docs, ident, optional, string};

/// The items of the module.
pub(super) fn module(api: &Api) -> TokenStream {
    let mut scope = Scope::new(KEYWORDS);
    scope.claim("combine", "n");
    let combined = api.operations.iter().any(|op| op.security.iter().any(|alternative| alternative.len() > 1));
    let (mut methods, mut arms, mut challenges) = (Vec::new(), Vec::new(), Vec::new());
    for scheme in &api.security_schemes {
        let method = ident(&scope.claim(&scheme.name.snake(), "n"));
        let docs = docs(&scheme.docs, None, &format!("Judges {}.", code(&scheme.name.wire)));
        let (credentials, extract) = credentials(scheme);
        methods.push(quote! {
            #docs
            fn #method(
                &self,
                credentials: #credentials,
                required: rt::Required,
            ) -> impl Future<Output = Result<Self::Caller, rt::Denied>> + Send;
        });
        let wire = string(&scheme.name.wire);
        arms.push(quote! {
            #wire => match #extract? {
                Some(credentials) => self.0.#method(credentials, required).await.map(Some),
                None => Ok(None),
            }
        });
        if let Some(challenge) = challenge(scheme) {
            challenges.push(quote!(#wire => Some(#challenge)));
        }
    }
    let combine = combined.then(|| {
        quote! {
            /// One caller of those that several schemes gave, all of which an operation wants at once.
            fn combine(&self, callers: Vec<Self::Caller>) -> Result<Self::Caller, rt::Denied>;
        }
    });
    let combine_call = if combined {
        quote!(self.0.combine(callers))
    } else {
        quote!({
            let _ = callers;
            Err(rt::Denied::forbidden())
        })
    };
    let nobody = api.security_schemes.is_empty().then(|| {
        quote! {
            /// For an API without credentials.
            #[derive(Debug, Clone, Copy, Default)]
            pub struct Nobody;

            impl Security for Nobody {
                type Caller = ();
            }
        }
    });
    let required_use = (!arms.is_empty()).then(|| quote!());
    let ignore = if required_use.is_some() { quote!() } else { quote!(let _ = &required;) };
    let scheme_match = if challenges.is_empty() {
        quote!({
            let _ = scheme;
            None
        })
    } else {
        quote!(match scheme { #(#challenges,)* _ => None })
    };
    let unused =
        api.operations.iter().all(|op| op.security.iter().all(Vec::is_empty)).then(|| quote!(#[allow(dead_code)]));
    quote! {
        use crate::runtime as rt;

        /// Judges credentials. They were found in the request; whether they are good, and allow what the operation requires,
        /// is decided here. What is not allowed is denied.
        pub trait Security: Send + Sync + 'static {
            /// Who calls: handed to the operation.
            type Caller: Send + 'static;

            #(#methods)*

            #combine
        }

        #nobody

        /// Leads from the name of a scheme to the method that judges it.
        #unused
        pub(super) struct Guarded<'s, S>(pub(super) &'s S);

        impl<S: Security> rt::security::Guard for Guarded<'_, S> {
            type Caller = S::Caller;

            async fn meet(&self, scheme: &'static str, required: rt::Required) -> Result<Option<S::Caller>, rt::Denied> {
                #ignore
                match scheme {
                    #(#arms,)*
                    _ => Err(rt::Denied::forbidden()),
                }
            }

            fn combine(&self, callers: Vec<S::Caller>) -> Result<S::Caller, rt::Denied> {
                #combine_call
            }

            fn challenge(&self, scheme: &'static str) -> Option<&'static str> {
                #scheme_match
            }
        }
    }
}

fn credentials(scheme: &SecurityScheme) -> (TokenStream, TokenStream) {
    let bearer = (quote!(rt::Bearer), quote!(rt::security::bearer(&required.context)));
    let key = |function: TokenStream, name: &str| {
        let name = string(name);
        (quote!(rt::ApiKey), quote!(rt::security::#function(&required.context, #name)))
    };
    match &scheme.kind {
        SecurityKind::Bearer(_) | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => bearer,
        SecurityKind::Basic => (quote!(rt::Basic), quote!(rt::security::basic(&required.context))),
        SecurityKind::Http(name) => {
            let name = string(name);
            (quote!(rt::Credentials), quote!(rt::security::http_scheme(&required.context, #name)))
        }
        SecurityKind::ApiKeyHeader(name) => key(quote!(header_key), name),
        SecurityKind::ApiKeyQuery(name) => key(quote!(query_key), name),
        SecurityKind::ApiKeyCookie(name) => key(quote!(cookie_key), name),
        SecurityKind::MutualTls => {
            (quote!(rt::ClientCertificate), quote!(rt::security::certificate(&required.context)))
        }
    }
}

fn challenge(scheme: &SecurityScheme) -> Option<String> {
    let is_token = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
    };
    match &scheme.kind {
        SecurityKind::Bearer(_) | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => Some("Bearer".to_owned()),
        SecurityKind::Basic => Some("Basic realm=\"api\", charset=\"UTF-8\"".to_owned()),
        SecurityKind::Http(name) if is_token(name) => Some(name.clone()),
        _ => None,
    }
}

/// `Scheme` tables for the derived description.
pub(super) fn schemes(api: &Api) -> Vec<TokenStream> {
    api.security_schemes
        .iter()
        .map(|scheme| {
            let (name, description) = (string(&scheme.name.wire), optional(scheme.docs.description.as_deref()));
            let kind = match &scheme.kind {
                SecurityKind::ApiKeyHeader(key) => {
                    let key = string(key);
                    quote!(ApiKey(#key, "header"))
                }
                SecurityKind::ApiKeyQuery(key) => {
                    let key = string(key);
                    quote!(ApiKey(#key, "query"))
                }
                SecurityKind::ApiKeyCookie(key) => {
                    let key = string(key);
                    quote!(ApiKey(#key, "cookie"))
                }
                SecurityKind::Basic => quote!(Http("basic", None)),
                SecurityKind::Bearer(format) => {
                    let format = optional(format.as_deref());
                    quote!(Http("bearer", #format))
                }
                SecurityKind::Http(name) => {
                    let name = string(name);
                    quote!(Http(#name, None))
                }
                SecurityKind::OpenIdConnect(url) => {
                    let url = string(url);
                    quote!(OpenIdConnect(#url))
                }
                SecurityKind::MutualTls => quote!(MutualTls),
                SecurityKind::OAuth2(flows) => {
                    let flows = flows.iter().map(|flow| {
                        let kind = match flow.kind {
                            FlowKind::AuthorizationCode => "authorizationCode",
                            FlowKind::ClientCredentials => "clientCredentials",
                            FlowKind::DeviceAuthorization => "deviceAuthorization",
                            FlowKind::Implicit => "implicit",
                            FlowKind::Password => "password",
                        };
                        let authorization = optional(flow.authorization_url.as_deref());
                        let (token, refresh) =
                            (optional(flow.token_url.as_deref()), optional(flow.refresh_url.as_deref()));
                        let scopes = flow.scopes.iter().map(|(name, text)| {
                            let (name, text) = (string(name), string(text));
                            quote!((#name, #text))
                        });
                        quote!(rt::meta::Flow {
                            kind: #kind,
                            authorization_url: #authorization,
                            token_url: #token,
                            refresh_url: #refresh,
                            scopes: &[#(#scopes),*],
                        })
                    });
                    quote!(OAuth2(&[#(#flows),*]))
                }
            };
            quote!(rt::meta::Scheme { name: #name, description: #description, kind: rt::meta::SchemeKind::#kind })
        })
        .collect()
}
