//! Access tokens: JSON Web Tokens of RFC 9068, signed by the active key, checked without asking anybody.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Clock;
use crate::config::MAX_TOKEN_TTL_SECONDS;
use crate::ids::new_uuid;
use crate::keys::Keyring;
use crate::scopes::Scopes;

/// Longest token that is looked at, in characters.
const MAX_LEN: usize = 8192;
/// How far clocks may be apart, in seconds.
const LEEWAY: i64 = 5;
/// Largest number that JSON carries exactly.
const MAX_EXACT: i64 = 9_007_199_254_740_991;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it
    pub iss: String,
    /// Whom it speaks for: `client:cl_...`
    pub sub: String,
    /// Which resource server it is for
    pub aud: String,
    /// Whom it was issued to
    pub client_id: String,
    /// Its scopes, separated by spaces
    pub scope: String,
    /// Its number
    pub jti: String,
    /// The client's organisation
    pub org_id: String,
    /// When it was issued, in seconds
    pub iat: i64,
    /// When it expires, in seconds
    pub exp: i64,
}

/// A token and what it says.
#[derive(Debug, Clone)]
pub struct Issued {
    /// As the client gets it
    pub token: String,
    /// Which key signed it
    pub kid: String,
    /// What it says
    pub claims: Claims,
}

/// The token does not count. Without a reason: the caller learns none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is not valid")]
pub struct InvalidToken;

/// A token could not be signed.
#[derive(Debug, thiserror::Error)]
#[error("signing failed: {0}")]
pub struct SigningFailed(#[from] jsonwebtoken::errors::Error);

/// Issues and checks tokens.
#[derive(Clone)]
pub struct Tokens {
    keys: Keyring,
    clock: Clock,
    issuer: String,
    audience: String,
    ttl: i64,
}

impl Tokens {
    /// Tokens of an issuer for a resource server.
    pub fn new(keys: Keyring, clock: Clock, issuer: String, audience: String, ttl_seconds: u32) -> Self {
        Self { keys, clock, issuer, audience, ttl: i64::from(ttl_seconds.clamp(1, MAX_TOKEN_TTL_SECONDS)) }
    }

    /// The resource server that tokens are for.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// Who issues them.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The public keys.
    pub fn jwks(&self) -> Value {
        self.keys.jwks()
    }

    /// Signs a token for a client itself (the client credentials grant).
    ///
    /// # Errors
    /// When the cryptographic library refuses.
    pub fn issue(&self, client_id: &str, org_id: &str, scopes: &Scopes) -> Result<Issued, SigningFailed> {
        let iat = self.clock.now_seconds();
        let claims = Claims {
            iss: self.issuer.clone(),
            sub: format!("client:{client_id}"),
            aud: self.audience.clone(),
            client_id: client_id.to_owned(),
            scope: scopes.to_string(),
            jti: new_uuid(),
            org_id: org_id.to_owned(),
            iat,
            exp: iat + self.ttl,
        };
        let key = self.keys.active();
        let mut header = Header::new(key.algorithm);
        header.typ = Some("at+jwt".into());
        header.kid = Some(key.kid.clone());
        let token = jsonwebtoken::encode(&header, &claims, &key.private)?;
        Ok(Issued { token, kid: key.kid.clone(), claims })
    }

    /// Checks form, key, signature, type, issuer, audience and time.
    ///
    /// # Errors
    /// [`InvalidToken`] when any of it is not as it must be.
    pub fn verify(&self, token: &str) -> Result<Claims, InvalidToken> {
        if token.len() > MAX_LEN {
            return Err(InvalidToken);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [head, body, signature] = parts[..] else { return Err(InvalidToken) };
        if [head, body, signature].iter().any(|part| part.is_empty() || !is_canonical(part)) {
            return Err(InvalidToken);
        }
        let header = object(head)?;
        // Nothing but these three: no `jwk`, `jku`, `x5u` that would bring its own key, no `crit` that we do not know.
        if header.keys().any(|k| !matches!(k.as_str(), "alg" | "typ" | "kid")) {
            return Err(InvalidToken);
        }
        let text = |name: &str| header.get(name).and_then(Value::as_str).ok_or(InvalidToken);
        let typ = text("typ")?.to_ascii_lowercase();
        if typ != "at+jwt" && typ != "application/at+jwt" {
            return Err(InvalidToken);
        }
        let key = self.keys.verifying(text("kid")?).ok_or(InvalidToken)?;
        // The key decides on the algorithm; the token only may agree.
        if text("alg")? != "ES256" || key.algorithm != jsonwebtoken::Algorithm::ES256 {
            return Err(InvalidToken);
        }
        let mut validation = Validation::new(key.algorithm);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        jsonwebtoken::decode::<Value>(token, &key.public, &validation).map_err(|_| InvalidToken)?;
        // Read by ourselves and strictly: whole numbers, no duplicate members, exact issuer and audience.
        let claims = object(body)?;
        self.check(&claims)
    }

    fn check(&self, claims: &Map<String, Value>) -> Result<Claims, InvalidToken> {
        let text = |name: &str| {
            claims.get(name).and_then(Value::as_str).filter(|s| !s.is_empty()).map(str::to_owned).ok_or(InvalidToken)
        };
        let time = |name: &str| {
            claims.get(name).and_then(Value::as_i64).filter(|n| (0..=MAX_EXACT).contains(n)).ok_or(InvalidToken)
        };
        let now = self.clock.now_seconds();
        if text("iss")? != self.issuer {
            return Err(InvalidToken);
        }
        let for_us = match claims.get("aud") {
            Some(Value::String(aud)) => *aud == self.audience,
            Some(Value::Array(auds)) => auds.iter().any(|a| a.as_str() == Some(&self.audience)),
            _ => false,
        };
        let (iat, exp) = (time("iat")?, time("exp")?);
        let lives = exp - iat;
        if !for_us
            || exp + LEEWAY <= now
            || iat > now + LEEWAY
            || lives <= 0
            || lives > i64::from(MAX_TOKEN_TTL_SECONDS)
            || (claims.contains_key("nbf") && time("nbf")? > now + LEEWAY)
        {
            return Err(InvalidToken);
        }
        Ok(Claims {
            iss: self.issuer.clone(),
            sub: text("sub")?,
            aud: self.audience.clone(),
            client_id: text("client_id")?,
            scope: claims.get("scope").and_then(Value::as_str).unwrap_or_default().to_owned(),
            jti: text("jti")?,
            org_id: text("org_id")?,
            iat,
            exp,
        })
    }
}

/// Whether a part is base64url without padding, and the only such text of its bytes.
fn is_canonical(part: &str) -> bool {
    URL_SAFE_NO_PAD.decode(part).is_ok_and(|bytes| URL_SAFE_NO_PAD.encode(bytes) == part)
}

fn object(part: &str) -> Result<Map<String, Value>, InvalidToken> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| InvalidToken)?;
    match crate::strict_json::parse(&bytes) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(InvalidToken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::generate;
    use jsonwebtoken::{Algorithm, EncodingKey};
    use serde_json::json;

    const NOW: i64 = 1_795_262_400;

    fn tokens() -> (Clock, Tokens) {
        let clock = Clock::manual(NOW * 1000);
        let keys = Keyring::of(&[generate(1).expect("key")]).expect("ring");
        (clock.clone(), Tokens::new(keys, clock, "https://id.example".into(), "https://api.example".into(), 600))
    }

    fn scopes() -> Scopes {
        Scopes::parse("invoices:read").expect("scope")
    }

    /// A token with a header and claims of our choice, signed by the right key.
    fn forge(tokens: &Tokens, header: &Value, claims: &Value) -> String {
        let signed =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let key = tokens.keys.active();
        let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), &key.private, Algorithm::ES256).expect("sign");
        format!("{signed}.{signature}")
    }

    fn good(tokens: &Tokens) -> (Value, Value) {
        (
            json!({"alg": "ES256", "typ": "at+jwt", "kid": tokens.keys.active().kid}),
            json!({"iss": "https://id.example", "sub": "client:cl_1", "aud": "https://api.example", "client_id": "cl_1",
                "scope": "invoices:read", "jti": "1", "org_id": "org_1", "iat": NOW, "exp": NOW + 600}),
        )
    }

    #[test]
    fn c63_c64_a_token_has_the_header_and_claims_of_rfc_9068() {
        let (_, tokens) = tokens();
        let issued = tokens.issue("cl_1", "org_1", &scopes()).expect("token");
        let header = object(issued.token.split('.').next().expect("header")).expect("object");
        assert_eq!(header["typ"], "at+jwt");
        assert_eq!(header["alg"], "ES256");
        assert_eq!(header["kid"], tokens.keys.active().kid.as_str());
        let claims = tokens.verify(&issued.token).expect("valid");
        assert_eq!(claims, issued.claims);
        assert_eq!(claims.sub, "client:cl_1");
        assert_eq!(claims.exp - claims.iat, 600);
    }

    #[test]
    fn c64_no_configuration_makes_a_token_live_longer_than_900_seconds() {
        let (clock, tokens) = tokens();
        let long = Tokens::new(tokens.keys.clone(), clock, "i".into(), "a".into(), 100_000);
        let issued = long.issue("cl_1", "org_1", &scopes()).expect("token");
        assert_eq!(issued.claims.exp - issued.claims.iat, 900);
    }

    #[test]
    fn a_token_ends_when_it_says() {
        let (clock, tokens) = tokens();
        let issued = tokens.issue("cl_1", "org_1", &scopes()).expect("token");
        clock.advance(604_000);
        assert!(tokens.verify(&issued.token).is_ok());
        clock.advance(1000);
        assert_eq!(tokens.verify(&issued.token), Err(InvalidToken));
    }

    #[test]
    fn the_forge_makes_valid_tokens_so_that_the_refusals_below_mean_something() {
        let (_, tokens) = tokens();
        let (header, claims) = good(&tokens);
        assert!(tokens.verify(&forge(&tokens, &header, &claims)).is_ok());
        let mut many = claims.clone();
        many["aud"] = json!(["https://other.example", "https://api.example"]);
        assert!(tokens.verify(&forge(&tokens, &header, &many)).is_ok());
    }

    #[test]
    fn c63_c66_other_headers_are_refused() {
        let (_, tokens) = tokens();
        let (header, claims) = good(&tokens);
        for (name, value) in [
            ("typ", json!("JWT")),
            ("typ", Value::Null),
            ("alg", json!("none")),
            ("alg", json!("HS256")),
            ("alg", json!("RS256")),
            ("alg", json!(["ES256"])),
            ("kid", json!("unknown")),
            ("kid", json!("../../etc/passwd")),
            ("kid", json!("' OR 1=1 --")),
            ("kid", json!(1)),
            ("jwk", tokens.keys.active().jwk.clone()),
            ("jku", json!("https://evil.example/keys")),
            ("x5u", json!("https://evil.example/cert")),
            ("crit", json!(["exp"])),
            ("b64", json!(false)),
        ] {
            let mut header = header.clone();
            header[name] = value.clone();
            assert_eq!(tokens.verify(&forge(&tokens, &header, &claims)), Err(InvalidToken), "{name} {value}");
        }
        for missing in ["typ", "alg", "kid"] {
            let mut header = header.clone();
            header.as_object_mut().expect("object").remove(missing);
            assert_eq!(tokens.verify(&forge(&tokens, &header, &claims)), Err(InvalidToken), "without {missing}");
        }
    }

    #[test]
    fn c66_hs256_with_the_public_key_as_secret_is_refused() {
        let (_, tokens) = tokens();
        let (_, claims) = good(&tokens);
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some("at+jwt".into());
        header.kid = Some(tokens.keys.active().kid.clone());
        let secret = tokens.keys.active().jwk.to_string();
        let token =
            jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret.as_bytes())).expect("token");
        assert_eq!(tokens.verify(&token), Err(InvalidToken));
    }

    #[test]
    fn c64_c67_c68_other_claims_are_refused() {
        let (_, tokens) = tokens();
        let (header, claims) = good(&tokens);
        for (name, value) in [
            ("iss", json!("https://id.example/")),
            ("iss", json!("https://other.example")),
            ("aud", json!("https://api.example/")),
            ("aud", json!(["https://other.example"])),
            ("aud", json!([])),
            ("sub", json!("")),
            ("exp", json!(NOW - 5)),
            ("exp", json!(NOW + 901)),
            ("exp", json!(NOW.to_string())),
            ("exp", json!((NOW + 600) as f64 + 0.5)),
            ("exp", json!(-1)),
            ("exp", json!(9_007_199_254_740_993_i64)),
            ("iat", json!(NOW + 6)),
            ("iat", json!("now")),
            ("nbf", json!(NOW + 60)),
            ("nbf", json!("soon")),
            ("exp", Value::Null),
        ] {
            let mut claims = claims.clone();
            claims[name] = value.clone();
            assert_eq!(tokens.verify(&forge(&tokens, &header, &claims)), Err(InvalidToken), "{name} {value}");
        }
        for missing in ["iss", "sub", "aud", "client_id", "jti", "iat", "exp", "org_id"] {
            let mut claims = claims.clone();
            claims.as_object_mut().expect("object").remove(missing);
            assert_eq!(tokens.verify(&forge(&tokens, &header, &claims)), Err(InvalidToken), "without {missing}");
        }
    }

    #[test]
    fn c69_broken_forms_are_refused_without_a_panic() {
        let (_, tokens) = tokens();
        let token = tokens.issue("cl_1", "org_1", &scopes()).expect("token").token;
        let parts: Vec<&str> = token.split('.').collect();
        let zero = URL_SAFE_NO_PAD.encode([0_u8; 64]);
        for bad in [
            String::new(),
            ".".into(),
            "..".into(),
            "...".into(),
            format!("{token}.x.y"),
            format!("{}.{}.", parts[0], parts[1]),
            format!("{}.{}.{zero}", parts[0], parts[1]),
            format!("{}.{}.{}", parts[0], parts[1], &parts[2][..40]),
            format!("{token}="),
            format!("{token}A"),
            format!(" {token}"),
            token.replace('.', "%2E"),
            "é".repeat(100),
            "A".repeat(100_000),
        ] {
            assert_eq!(tokens.verify(&bad), Err(InvalidToken), "{bad}");
        }
        for i in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[i] = if changed[i] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            assert_eq!(tokens.verify(&changed), Err(InvalidToken), "at {i}");
        }
    }

    #[test]
    fn another_key_does_not_count() {
        let (clock, tokens) = tokens();
        let other = Tokens::new(
            Keyring::of(&[generate(2).expect("key")]).expect("ring"),
            clock,
            tokens.issuer.clone(),
            tokens.audience.clone(),
            600,
        );
        let token = other.issue("cl_1", "org_1", &scopes()).expect("token").token;
        assert_eq!(tokens.verify(&token), Err(InvalidToken));
    }

    proptest::proptest! {
        #[test]
        fn c69_no_text_is_a_token_by_chance_and_none_makes_it_panic(
            text in "\\PC{0,300}",
            parts in "[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,90}",
        ) {
            let (_, tokens) = tokens();
            proptest::prop_assert_eq!(tokens.verify(&text), Err(InvalidToken));
            proptest::prop_assert_eq!(tokens.verify(&parts), Err(InvalidToken));
        }
    }
}
