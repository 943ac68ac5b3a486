//! Reads requests to OAuth endpoints strictly (RFC 6749 sections 2.3.1 and 3.2), before any route sees them: forms and
//! JSON, no parameter twice, empty ones absent, one way of client authentication only.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use crate::oauth_error::OauthError;

/// A request to an OAuth endpoint.
#[derive(Debug)]
pub struct OauthCall {
    /// Who says it is asking
    pub credentials: Credentials,
    /// Its parameters, without the client's secret
    pub params: Params,
}

/// How a client authenticates.
pub enum Credentials {
    /// It does not; it may say which one it is
    None {
        /// `client_id` of the body
        client_id: Option<String>,
    },
    /// With HTTP Basic (`basic`) or in the body
    Secret {
        /// Which client
        client_id: String,
        /// Its secret
        secret: SecretString,
        /// Whether it was in the header
        basic: bool,
    },
    /// With a bearer token, where an endpoint takes one
    Bearer,
}

impl Credentials {
    /// A client's secret as an `Authorization` field, each half form-urlencoded.
    pub fn as_basic(&self) -> Option<String> {
        let Self::Secret { client_id, secret, .. } = self else { return None };
        let pair = format!("{}:{}", encode(client_id), encode(secret.expose_secret()));
        Some(format!("Basic {}", STANDARD.encode(pair)))
    }
}

/// Never shows a secret.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None { client_id } => write!(f, "None({client_id:?})"),
            Self::Secret { client_id, basic, .. } => write!(f, "Secret({client_id:?}, basic: {basic})"),
            Self::Bearer => f.write_str("Bearer"),
        }
    }
}

/// Parameters by name. All but `resource` are there once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Params(BTreeMap<String, Vec<String>>);

impl Params {
    /// The value of a parameter that can be there once only.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|v| v.first()).map(String::as_str)
    }

    /// All values.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: String, value: String) -> Result<(), OauthError> {
        // An empty value counts as absent (section 3.2), though it still may not be there twice.
        let values = self.0.entry(name.clone()).or_default();
        if !values.is_empty() && name != "resource" {
            return Err(OauthError::invalid_request("A parameter is there more than once."));
        }
        values.push(value);
        Ok(())
    }

    fn drop_empty(&mut self) {
        for values in self.0.values_mut() {
            values.retain(|v| !v.is_empty());
        }
        self.0.retain(|_, values| !values.is_empty());
    }

    /// As a form.
    pub fn to_form(&self) -> String {
        let pairs = self.0.iter().flat_map(|(name, values)| values.iter().map(move |v| (name, v)));
        pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        let mut map = Map::new();
        for (name, values) in &self.0 {
            let value = match &values[..] {
                [one] => Value::String(one.clone()),
                many => Value::from(many.to_vec()),
            };
            map.insert(name.clone(), value);
        }
        Value::Object(map)
    }
}

/// Reads a request.
///
/// # Errors
/// What RFC 6749 says; nothing of the request is repeated in the texts.
pub fn read(
    query: Option<&str>,
    authorization: &[&str],
    content_type: Option<&str>,
    body: &[u8],
    json_too: bool,
) -> Result<OauthCall, OauthError> {
    if query.is_some_and(|q| !q.is_empty()) {
        return Err(OauthError::invalid_request("Parameters belong into the body, not into the URI."));
    }
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut params = match media_type.as_str() {
        "application/x-www-form-urlencoded" => form(body)?,
        "application/json" if json_too => json(body)?,
        _ => return Err(OauthError::invalid_request("The body must be application/x-www-form-urlencoded.")),
    };
    params.drop_empty();
    let secret = params.0.remove("client_secret").and_then(|mut v| v.pop()).map(SecretString::from);
    let id = params.get("client_id").map(str::to_owned);
    let credentials = match (authorization, secret) {
        ([], None) => Credentials::None { client_id: id },
        ([], Some(secret)) => match id {
            Some(client_id) => Credentials::Secret { client_id, secret, basic: false },
            None => return Err(OauthError::invalid_request("client_secret needs client_id.")),
        },
        ([_, ..], Some(_)) | ([_, _, ..], None) => {
            return Err(OauthError::invalid_request("The client authenticates in more than one way."));
        }
        ([header], None) => {
            let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
            if scheme.eq_ignore_ascii_case("basic") {
                let (client_id, secret) = basic(value)?;
                if id.is_some_and(|id| id != client_id) {
                    return Err(OauthError::invalid_request("client_id is not the client that authenticates."));
                }
                Credentials::Secret { client_id, secret, basic: true }
            } else if scheme.eq_ignore_ascii_case("bearer") {
                Credentials::Bearer
            } else {
                return Err(OauthError::invalid_client());
            }
        }
    };
    Ok(OauthCall { credentials, params })
}

/// Credentials of HTTP Basic: strict base64, split at the first colon, each half form-urldecoded (appendix B).
fn basic(value: &str) -> Result<(String, SecretString), OauthError> {
    let wrong = || OauthError::invalid_client();
    let bytes = STANDARD.decode(value).map_err(|_| wrong())?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    let (id, secret) = text.split_once(':').ok_or_else(wrong)?;
    let (id, secret) = (decode(id).ok_or_else(wrong)?, decode(secret).ok_or_else(wrong)?);
    if id.is_empty() {
        return Err(wrong());
    }
    Ok((id, SecretString::from(secret)))
}

fn form(body: &[u8]) -> Result<Params, OauthError> {
    let wrong = || OauthError::invalid_request("The form is not well formed.");
    let text = std::str::from_utf8(body).map_err(|_| wrong())?;
    let mut params = Params::default();
    for pair in text.split('&').filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        params.add(decode(name).ok_or_else(wrong)?, decode(value).ok_or_else(wrong)?)?;
    }
    Ok(params)
}

fn json(body: &[u8]) -> Result<Params, OauthError> {
    let wrong = || OauthError::invalid_request("The body is not a JSON object of strings without duplicates.");
    let Ok(Value::Object(map)) = crate::strict_json::parse(body) else { return Err(wrong()) };
    let mut params = Params::default();
    for (name, value) in map {
        match value {
            Value::Null => {}
            Value::String(value) => params.add(name, value)?,
            Value::Array(values) if name == "resource" => {
                for value in values {
                    let Value::String(value) = value else { return Err(wrong()) };
                    params.add(name.clone(), value)?;
                }
            }
            // Unknown parameters are ignored, whatever they hold; known ones are strings.
            _ if KNOWN.contains(&name.as_str()) => return Err(wrong()),
            _ => {}
        }
    }
    Ok(params)
}

/// Parameters of OAuth endpoints.
const KNOWN: &[&str] =
    &["grant_type", "scope", "client_id", "client_secret", "resource", "audience", "token", "token_type_hint"];

/// Decodes `application/x-www-form-urlencoded`. Nothing when an escape is broken or the bytes are not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit =
                    |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
                digit(rest.next())? << 4 | digit(rest.next())?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Encodes for `application/x-www-form-urlencoded`.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Whether two secrets in their wrappers are the same; for tests.
#[cfg(test)]
fn same(a: &SecretString, b: &str) -> bool {
    a.expose_secret() == b
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    const JSON: Option<&str> = Some("application/json; charset=utf-8");

    fn post(authorization: &[&str], content_type: Option<&str>, body: &str) -> Result<OauthCall, OauthError> {
        read(None, authorization, content_type, body.as_bytes(), true)
    }

    fn header(user: &str, password: &str) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(user), encode(password))))
    }

    #[test]
    fn c02_parameters_in_the_uri_are_refused() {
        let error = read(Some("client_secret=x"), &[], FORM, b"grant_type=client_credentials", true).expect_err("uri");
        assert_eq!(error.error(), "invalid_request");
    }

    #[test]
    fn c03_no_parameter_twice_but_resource() {
        for body in ["scope=a&scope=b", "grant_type=x&grant_type=x", "client_id=&client_id=a", "%73cope=a&scope=b"] {
            assert_eq!(post(&[], FORM, body).expect_err(body).error(), "invalid_request");
        }
        assert_eq!(post(&[], JSON, r#"{"scope":"a","scope":"b"}"#).expect_err("json").error(), "invalid_request");
        let call = post(&[], FORM, "resource=a&resource=b").expect("resource");
        assert_eq!(call.params.all("resource"), ["a", "b"]);
        let call = post(&[], JSON, r#"{"resource":["a","b"]}"#).expect("resource");
        assert_eq!(call.params.all("resource"), ["a", "b"]);
    }

    #[test]
    fn c04_empty_is_absent_and_unknown_is_ignored() {
        let call = post(&[], FORM, "scope=&grant_type=client_credentials&colour=red&&x").expect("call");
        assert_eq!(call.params.get("scope"), None);
        assert_eq!(call.params.get("grant_type"), Some("client_credentials"));
        let call = post(&[], JSON, r#"{"scope":"","grant_type":"g","colour":{"r":1},"audience":null}"#).expect("call");
        assert_eq!((call.params.get("scope"), call.params.get("audience")), (None, None));
        assert_eq!(post(&[], JSON, r#"{"scope":1}"#).expect_err("type").error(), "invalid_request");
    }

    #[test]
    fn c07_c09_one_way_of_authentication_and_one_client() {
        let basic = header("cl_1", "s");
        for body in ["client_id=cl_1&client_secret=s", "client_secret=s"] {
            assert_eq!(post(&[&basic], FORM, body).expect_err(body).error(), "invalid_request");
        }
        assert_eq!(post(&[&basic, &basic], FORM, "").expect_err("two headers").error(), "invalid_request");
        assert_eq!(post(&[&basic], FORM, "client_id=cl_2").expect_err("another").error(), "invalid_request");
        assert!(post(&[&basic], FORM, "client_id=cl_1").is_ok());
        assert_eq!(post(&[], FORM, "client_secret=s").expect_err("no id").error(), "invalid_request");
    }

    #[test]
    fn c08_basic_survives_every_character() {
        for (id, secret) in [("cl_1", "a:b:c"), ("a b+c%", "%41+ %"), ("käse", "pässwörd ✓"), ("x", ""), ("::", "::")]
        {
            let call = post(&[&header(id, secret)], FORM, "").expect(id);
            let Credentials::Secret { client_id, secret: read, basic: true } = call.credentials else {
                panic!("{id}");
            };
            assert_eq!(client_id, id);
            assert!(same(&read, secret), "{secret}");
        }
        // Percent and plus are decoded, in each half.
        let raw = format!("Basic {}", STANDARD.encode("a%20b:c+d%3A"));
        let call = post(&[&raw], FORM, "").expect("decoded");
        assert!(matches!(&call.credentials, Credentials::Secret { client_id, secret, .. }
            if client_id == "a b" && same(secret, "c d:")));
    }

    #[test]
    fn c08_broken_basic_is_a_failed_authentication_not_a_fault() {
        let colon = STANDARD.encode("nocolon");
        let escape = STANDARD.encode("a%zz:b");
        let utf8 = STANDARD.encode([0xff, b':', b'x']);
        let nobody = STANDARD.encode(":secret");
        for value in ["", "!!!", "YTpi\n", "YTpi=", &colon, &escape, &utf8, &nobody, "  YTpi"] {
            let error = post(&[&format!("Basic {value}")], FORM, "").expect_err(value);
            assert_eq!((error.error(), error.status().as_u16()), ("invalid_client", 401), "{value}");
        }
        assert_eq!(post(&["Digest x"], FORM, "").expect_err("scheme").error(), "invalid_client");
    }

    #[test]
    fn c10_the_scheme_is_case_insensitive() {
        for scheme in ["basic", "BASIC", "bAsIc"] {
            let header = format!("{scheme} {}", STANDARD.encode("a:b"));
            assert!(matches!(post(&[&header], FORM, "").expect(scheme).credentials, Credentials::Secret { .. }));
        }
    }

    #[test]
    fn bodies_of_other_types_and_broken_bodies_are_refused() {
        for (content_type, body) in [
            (Some("text/plain"), "grant_type=x"),
            (None, "grant_type=x"),
            (FORM, "a=%zz"),
            (FORM, "a=%ff"),
            (JSON, "[]"),
            (JSON, "{"),
            (JSON, r#""x""#),
        ] {
            assert_eq!(post(&[], content_type, body).expect_err(body).error(), "invalid_request", "{body}");
        }
        assert!(read(None, &[], JSON, b"{}", false).is_err(), "where JSON is not taken");
    }

    #[test]
    fn what_is_passed_on_holds_no_secret_and_reads_the_same() {
        let call =
            post(&[], FORM, "client_id=a%20b&client_secret=hush&scope=a+b%26&resource=x&resource=y").expect("call");
        assert!(!call.params.to_form().contains("hush") && !format!("{call:?}").contains("hush"));
        assert_eq!(form(call.params.to_form().as_bytes()).expect("again"), call.params);
        assert_eq!(json(call.params.to_json().to_string().as_bytes()).expect("again"), call.params);
    }

    proptest::proptest! {
        #[test]
        fn c08_any_id_and_secret_survive_basic(id in "\\PC{1,40}", secret in "\\PC{0,80}") {
            let call = post(&[&header(&id, &secret)], FORM, "").expect("call");
            let again = call.credentials.as_basic().expect("credentials");
            let Credentials::Secret { client_id, secret: read, basic: true } = call.credentials else { panic!("{id}") };
            proptest::prop_assert_eq!(client_id, id.clone());
            proptest::prop_assert!(same(&read, &secret));
            proptest::prop_assert_eq!(again, header(&id, &secret));
        }

        #[test]
        fn nothing_that_is_sent_makes_it_panic(
            field in "\\PC{0,60}",
            body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            text in "([a-z_]{1,12}=[%+a-zA-Z0-9&=]{0,12}&?){0,8}",
        ) {
            for content_type in [FORM, JSON, None] {
                for body in [&body[..], text.as_bytes()] {
                    if let Err(error) = read(None, &[&field], content_type, body, true) {
                        proptest::prop_assert!(error.status().is_client_error());
                    }
                }
            }
        }
    }
}
