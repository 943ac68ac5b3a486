//! API clients and their secrets in SQLite.

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::sqlite::{Sqlite, from_json, insert_audit, to_json, unsigned, word};
use super::{
    ApiClient, AuditEntry, ClientFilter, ClientKind, ClientStatus, ClientStore, Created, NewSecret, Page, Reply,
    SecretRecord, StoreError,
};
use crate::clock::Millis;
use crate::cursor::SortKey;

#[derive(FromRow)]
struct Row {
    client_id: String,
    org_id: String,
    external_id: Option<String>,
    fingerprint: String,
    name: String,
    kind: String,
    grants: String,
    scopes: String,
    status: String,
    rate_limit_rpm: i64,
    api_version: String,
    created_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<Row> for ApiClient {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            kind: word(ClientKind::of(&row.kind), &row.kind)?,
            status: word(ClientStatus::of(&row.status), &row.status)?,
            grants: from_json(&row.grants)?,
            scopes: from_json(&row.scopes)?,
            rate_limit_rpm: unsigned(row.rate_limit_rpm)?,
            client_id: row.client_id,
            org_id: row.org_id,
            external_id: row.external_id,
            fingerprint: row.fingerprint,
            name: row.name,
            api_version: row.api_version,
            created_at: row.created_at,
            revoked_at: row.revoked_at,
        })
    }
}

async fn insert_secret(tx: &mut SqliteConnection, client_id: &str, secret: &NewSecret) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO client_secrets (secret_id, client_id, hash, last4, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
    .bind(&secret.secret_id)
    .bind(client_id)
    .bind(&secret.hash)
    .bind(&secret.last4)
    .bind(secret.created_at)
    .bind(secret.expires_at)
    .execute(tx)
    .await?;
    Ok(())
}

impl ClientStore for Sqlite {
    fn create_client<'a>(
        &'a self,
        client: &'a ApiClient,
        secret: &'a NewSecret,
        audit: &'a AuditEntry,
    ) -> Reply<'a, Created<ApiClient>> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            let there: Option<Row> = sqlx::query_as("SELECT * FROM api_clients WHERE org_id = ?1 AND external_id = ?2")
                .bind(&client.org_id)
                .bind(&client.external_id)
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(row) = there {
                let there = ApiClient::try_from(row)?;
                return Ok(if there.fingerprint == client.fingerprint {
                    Created::Same(there)
                } else {
                    Created::Conflict
                });
            }
            sqlx::query(
                "INSERT INTO api_clients (client_id, org_id, external_id, fingerprint, name, kind, grants, scopes,
                    status, rate_limit_rpm, api_version, created_at, revoked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )
            .bind(&client.client_id)
            .bind(&client.org_id)
            .bind(&client.external_id)
            .bind(&client.fingerprint)
            .bind(&client.name)
            .bind(client.kind.as_str())
            .bind(to_json(&client.grants)?)
            .bind(to_json(&client.scopes)?)
            .bind(client.status.as_str())
            .bind(client.rate_limit_rpm)
            .bind(&client.api_version)
            .bind(client.created_at)
            .bind(client.revoked_at)
            .execute(&mut *tx)
            .await?;
            insert_secret(&mut tx, &client.client_id, secret).await?;
            insert_audit(&mut tx, audit).await?;
            tx.commit().await?;
            Ok(Created::New(client.clone()))
        })
    }

    fn client<'a>(&'a self, client_id: &'a str) -> Reply<'a, Option<ApiClient>> {
        Box::pin(async move {
            let row: Option<Row> = sqlx::query_as("SELECT * FROM api_clients WHERE client_id = ?1")
                .bind(client_id)
                .fetch_optional(&self.readers)
                .await?;
            row.map(ApiClient::try_from).transpose()
        })
    }

    fn client_by_external_id<'a>(&'a self, org_id: &'a str, external_id: &'a str) -> Reply<'a, Option<ApiClient>> {
        Box::pin(async move {
            let row: Option<Row> = sqlx::query_as("SELECT * FROM api_clients WHERE org_id = ?1 AND external_id = ?2")
                .bind(org_id)
                .bind(external_id)
                .fetch_optional(&self.readers)
                .await?;
            row.map(ApiClient::try_from).transpose()
        })
    }

    fn clients<'a>(&'a self, org_id: &'a str, filter: &'a ClientFilter, page: &'a Page) -> Reply<'a, Vec<ApiClient>> {
        Box::pin(async move {
            let after = page.after.as_ref().and_then(|p| match p.key {
                SortKey::Number(at) => Some((at, p.id.clone())),
                SortKey::Text(_) => None,
            });
            let rows: Vec<Row> = sqlx::query_as(
                "SELECT * FROM api_clients
                 WHERE org_id = ?1 AND (?2 IS NULL OR status = ?2)
                   AND (?3 IS NULL OR (created_at, client_id) < (?3, ?4))
                 ORDER BY created_at DESC, client_id DESC LIMIT ?5",
            )
            .bind(org_id)
            .bind(filter.status.map(ClientStatus::as_str))
            .bind(after.as_ref().map(|(at, _)| *at))
            .bind(after.as_ref().map(|(_, id)| id.clone()))
            .bind(page.limit)
            .fetch_all(&self.readers)
            .await?;
            rows.into_iter().map(ApiClient::try_from).collect()
        })
    }

    fn revoke_client<'a>(
        &'a self,
        org_id: &'a str,
        client_id: &'a str,
        at: Millis,
        audit: &'a AuditEntry,
    ) -> Reply<'a, Option<ApiClient>> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            let changed = sqlx::query(
                "UPDATE api_clients SET status = 'REVOKED', revoked_at = ?3
                 WHERE org_id = ?1 AND client_id = ?2 AND status = 'ACTIVE'",
            )
            .bind(org_id)
            .bind(client_id)
            .bind(at)
            .execute(&mut *tx)
            .await?;
            if changed.rows_affected() > 0 {
                sqlx::query("UPDATE client_secrets SET revoked_at = ?2 WHERE client_id = ?1 AND revoked_at IS NULL")
                    .bind(client_id)
                    .bind(at)
                    .execute(&mut *tx)
                    .await?;
                insert_audit(&mut tx, audit).await?;
            }
            let row: Option<Row> = sqlx::query_as("SELECT * FROM api_clients WHERE org_id = ?1 AND client_id = ?2")
                .bind(org_id)
                .bind(client_id)
                .fetch_optional(&mut *tx)
                .await?;
            tx.commit().await?;
            row.map(ApiClient::try_from).transpose()
        })
    }

    fn secrets<'a>(&'a self, client_id: &'a str, now: Millis) -> Reply<'a, Vec<SecretRecord>> {
        Box::pin(async move {
            Ok(sqlx::query_as(
                "SELECT secret_id, hash, last4, created_at, expires_at FROM client_secrets
                 WHERE client_id = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)
                 ORDER BY created_at, secret_id",
            )
            .bind(client_id)
            .bind(now)
            .fetch_all(&self.readers)
            .await?)
        })
    }

    fn add_secret<'a>(&'a self, client_id: &'a str, secret: &'a NewSecret, audit: &'a AuditEntry) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            insert_secret(&mut tx, client_id, secret).await?;
            insert_audit(&mut tx, audit).await?;
            Ok(tx.commit().await?)
        })
    }

    fn replace_hash<'a>(&'a self, secret_id: &'a str, old: &'a str, new: &'a str) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query("UPDATE client_secrets SET hash = ?3 WHERE secret_id = ?1 AND hash = ?2")
                .bind(secret_id)
                .bind(old)
                .bind(new)
                .execute(&mut *tx)
                .await?;
            Ok(tx.commit().await?)
        })
    }
}
