//! Keys that sign access tokens: ES256, in the states pending, active, retiring, retired.
//!
//! The active key signs; every key that is not retired verifies. Keys live in the database, so tokens outlive a restart.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::clock::Millis;
use crate::store::{SigningKeyRecord, StoreError, TokenStore};

/// A key in memory.
pub struct SigningKey {
    /// RFC 7638 thumbprint
    pub kid: String,
    /// The one algorithm that it is used with
    pub algorithm: Algorithm,
    /// Signs
    pub private: EncodingKey,
    /// Verifies
    pub public: DecodingKey,
    /// JSON Web Key without private parts
    pub jwk: Value,
}

/// All usable keys.
#[derive(Clone)]
pub struct Keyring {
    active: Arc<SigningKey>,
    verifying: BTreeMap<String, Arc<SigningKey>>,
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The store failed
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stored key cannot be used
    #[error("signing key {kid}: {reason}")]
    Unusable {
        /// Which
        kid: String,
        /// Why
        reason: String,
    },
    /// There is no active key
    #[error("there is no active signing key")]
    NoActiveKey,
    /// The cryptographic library refused
    #[error("key generation failed")]
    Generation,
}

impl Keyring {
    /// Loads the keys; makes the first one when there is none.
    ///
    /// # Errors
    /// When the store fails or a stored key cannot be read.
    pub async fn load(store: &dyn TokenStore, now: Millis) -> Result<Self, KeyError> {
        let mut records = store.signing_keys().await?;
        if !records.iter().any(|k| k.state == "active") {
            store.add_signing_key(&generate(now)?).await?;
            // Read again: another instance may have been first.
            records = store.signing_keys().await?;
        }
        Self::of(&records)
    }

    /// The keyring of stored keys.
    ///
    /// # Errors
    /// When a key cannot be read, or none is active.
    pub fn of(records: &[SigningKeyRecord]) -> Result<Self, KeyError> {
        let mut active = None;
        let mut verifying = BTreeMap::new();
        for record in records.iter().filter(|r| r.state != "retired" && r.state != "pending") {
            let key = Arc::new(read(record)?);
            if record.state == "active" {
                active = Some(Arc::clone(&key));
            }
            verifying.insert(key.kid.clone(), key);
        }
        Ok(Self { active: active.ok_or(KeyError::NoActiveKey)?, verifying })
    }

    /// The key that signs now.
    pub fn active(&self) -> &SigningKey {
        &self.active
    }

    /// The key with this id, if tokens signed by it count.
    pub fn verifying(&self, kid: &str) -> Option<&SigningKey> {
        self.verifying.get(kid).map(Arc::as_ref)
    }

    /// The public keys (RFC 7517), by id.
    pub fn jwks(&self) -> Value {
        json!({ "keys": self.verifying.values().map(|k| k.jwk.clone()).collect::<Vec<_>>() })
    }
}

/// A new active ES256 key.
///
/// # Errors
/// When the cryptographic library refuses.
pub fn generate(now: Millis) -> Result<SigningKeyRecord, KeyError> {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| KeyError::Generation)?;
    let private_key = pair.to_pkcs8v1().map_err(|_| KeyError::Generation)?.as_ref().to_vec();
    let (kid, jwk) = public_jwk(&pair);
    Ok(SigningKeyRecord {
        kid,
        algorithm: "ES256".into(),
        state: "active".into(),
        private_key,
        sealed_by: None,
        public_jwk: jwk.to_string(),
        created_at: now,
    })
}

fn read(record: &SigningKeyRecord) -> Result<SigningKey, KeyError> {
    let unusable = |reason: &str| KeyError::Unusable { kid: record.kid.clone(), reason: reason.to_owned() };
    if record.algorithm != "ES256" {
        return Err(unusable("only ES256 keys can be used"));
    }
    if record.sealed_by.is_some() {
        return Err(unusable("it is sealed, and this version cannot open it"));
    }
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &record.private_key)
        .map_err(|_| unusable("the private key cannot be read"))?;
    let (kid, jwk) = public_jwk(&pair);
    if kid != record.kid {
        return Err(unusable("the private key belongs to another id"));
    }
    let public =
        DecodingKey::from_ec_components(jwk["x"].as_str().unwrap_or_default(), jwk["y"].as_str().unwrap_or_default())
            .map_err(|_| unusable("the public key cannot be read"))?;
    Ok(SigningKey {
        kid,
        algorithm: Algorithm::ES256,
        private: EncodingKey::from_ec_der(&record.private_key),
        public,
        jwk,
    })
}

/// Thumbprint and JSON Web Key of a pair's public half.
fn public_jwk(pair: &EcdsaKeyPair) -> (String, Value) {
    // An uncompressed point: 4, then 32 bytes each of x and y.
    let point = pair.public_key().as_ref();
    let x = URL_SAFE_NO_PAD.encode(point.get(1..33).unwrap_or_default());
    let y = URL_SAFE_NO_PAD.encode(point.get(33..65).unwrap_or_default());
    // RFC 7638: the required members only, sorted, without space.
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(canonical.as_bytes()));
    let jwk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": kid });
    (kid, jwk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c70_the_key_set_has_public_parts_only() {
        let ring = Keyring::of(&[generate(1).expect("key")]).expect("ring");
        let jwks = ring.jwks();
        let key = jwks["keys"][0].as_object().expect("key");
        let mut members: Vec<&str> = key.keys().map(String::as_str).collect();
        members.sort_unstable();
        assert_eq!(members, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
        assert_eq!(key["kid"], ring.active().kid.as_str());
        assert_eq!(key["x"].as_str().map(str::len), Some(43));
    }

    #[test]
    fn retired_and_pending_keys_do_not_verify_retiring_ones_do() {
        let mut keys: Vec<_> = (0..4).map(|n| generate(n).expect("key")).collect();
        for (key, state) in keys.iter_mut().zip(["retired", "retiring", "active", "pending"]) {
            key.state = state.into();
        }
        let ring = Keyring::of(&keys).expect("ring");
        assert_eq!(ring.active().kid, keys[2].kid);
        let usable: Vec<bool> = keys.iter().map(|k| ring.verifying(&k.kid).is_some()).collect();
        assert_eq!(usable, [false, true, true, false]);
        assert!(matches!(Keyring::of(&keys[..2]), Err(KeyError::NoActiveKey)));
    }

    #[test]
    fn a_key_under_the_id_of_another_is_refused() {
        let mut key = generate(1).expect("key");
        key.kid = generate(1).expect("key").kid;
        assert!(matches!(Keyring::of(&[key]), Err(KeyError::Unusable { .. })));
    }
}
