//! Issued tokens and keys in SQLite.

use sqlx::FromRow;

use super::sqlite::{Sqlite, from_json, insert_audit, insert_event, to_json};
use super::{AuditEntry, Event, Reply, SigningKeyRecord, StoreError, TokenRecord, TokenStore};
use crate::clock::Millis;

#[derive(FromRow)]
struct Row {
    jti: String,
    client_id: String,
    org_id: String,
    subject: String,
    audience: String,
    scopes: String,
    kid: String,
    issued_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<Row> for TokenRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            scopes: from_json(&row.scopes)?,
            jti: row.jti,
            client_id: row.client_id,
            org_id: row.org_id,
            subject: row.subject,
            audience: row.audience,
            kid: row.kid,
            issued_at: row.issued_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        })
    }
}

impl TokenStore for Sqlite {
    fn record_token<'a>(&'a self, token: &'a TokenRecord, event: &'a Event, audit: &'a AuditEntry) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query(
                "INSERT INTO api_tokens (jti, client_id, org_id, subject, audience, scopes, kid, issued_at, expires_at,
                    revoked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .bind(&token.jti)
            .bind(&token.client_id)
            .bind(&token.org_id)
            .bind(&token.subject)
            .bind(&token.audience)
            .bind(to_json(&token.scopes)?)
            .bind(&token.kid)
            .bind(token.issued_at)
            .bind(token.expires_at)
            .bind(token.revoked_at)
            .execute(&mut *tx)
            .await?;
            insert_event(&mut tx, event).await?;
            insert_audit(&mut tx, audit).await?;
            Ok(tx.commit().await?)
        })
    }

    fn token<'a>(&'a self, jti: &'a str) -> Reply<'a, Option<TokenRecord>> {
        Box::pin(async move {
            let row: Option<Row> = sqlx::query_as("SELECT * FROM api_tokens WHERE jti = ?1")
                .bind(jti)
                .fetch_optional(&self.readers)
                .await?;
            row.map(TokenRecord::try_from).transpose()
        })
    }

    fn signing_keys(&self) -> Reply<'_, Vec<SigningKeyRecord>> {
        Box::pin(async move {
            Ok(sqlx::query_as(
                "SELECT kid, algorithm, state, private_key, sealed_by, public_jwk, created_at FROM signing_keys
                 ORDER BY created_at, kid",
            )
            .fetch_all(&self.readers)
            .await?)
        })
    }

    fn add_signing_key<'a>(&'a self, key: &'a SigningKeyRecord) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query(
                "INSERT INTO signing_keys (kid, algorithm, state, private_key, sealed_by, public_jwk, created_at,
                    activated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CASE WHEN ?3 = 'active' THEN ?7 END) ON CONFLICT DO NOTHING",
            )
            .bind(&key.kid)
            .bind(&key.algorithm)
            .bind(&key.state)
            .bind(&key.private_key)
            .bind(&key.sealed_by)
            .bind(&key.public_jwk)
            .bind(key.created_at)
            .execute(&mut *tx)
            .await?;
            Ok(tx.commit().await?)
        })
    }

    fn internal_key<'a>(&'a self, name: &'a str, or: &'a [u8], now: Millis) -> Reply<'a, Vec<u8>> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query(
                "INSERT INTO internal_keys (name, value, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )
            .bind(name)
            .bind(or)
            .bind(now)
            .execute(&mut *tx)
            .await?;
            let value = sqlx::query_scalar("SELECT value FROM internal_keys WHERE name = ?1")
                .bind(name)
                .fetch_one(&mut *tx)
                .await?;
            tx.commit().await?;
            Ok(value)
        })
    }
}
