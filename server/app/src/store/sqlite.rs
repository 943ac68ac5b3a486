//! SQLite: one connection that writes, several that read, write-ahead log, every commit on disk before it is acknowledged.

use std::path::Path;
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite as Driver, SqlitePool, Transaction};

use super::{AuditEntry, Event, EventStore, Organisation, OrganisationStore, Reply, Store, StoreError};

/// A SQLite database.
pub struct Sqlite {
    pub(super) readers: SqlitePool,
    writer: SqlitePool,
}

impl Sqlite {
    /// Opens or makes the file and brings its schema up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer version.
    pub async fn open(path: &Path, readers: u32, busy_timeout: Duration) -> Result<Self, StoreError> {
        make_private(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(busy_timeout)
            .journal_mode(SqliteJournalMode::Wal)
            // With FULL a commit is synced before it returns: what was acknowledged survives a kill and a power cut.
            .synchronous(SqliteSynchronous::Full);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(busy_timeout + Duration::from_secs(5))
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("migrations/sqlite").run(&writer).await?;
        // Not `read_only`: such a connection cannot make the shared-memory file that the write-ahead log needs.
        let readers = SqlitePoolOptions::new()
            .max_connections(readers.max(1))
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(busy_timeout + Duration::from_secs(5))
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self { readers, writer })
    }

    /// A transaction that writes. It takes the lock at once, so that it cannot fail for it half way.
    pub(super) async fn write(&self) -> Result<Transaction<'static, Driver>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Makes the file for its owner only: it holds the keys that sign tokens. SQLite gives its log files the same mode.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Database(sqlx::Error::Io(error))),
    }
}

pub(super) async fn insert_audit(tx: &mut SqliteConnection, entry: &AuditEntry) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (org_id, at, actor, action, subject, request_id, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )
    .bind(&entry.org_id)
    .bind(entry.at)
    .bind(&entry.actor)
    .bind(&entry.action)
    .bind(&entry.subject)
    .bind(&entry.request_id)
    .bind(&entry.detail)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn insert_event(tx: &mut SqliteConnection, event: &Event) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO outbox (event_id, org_id, type, body, created_at) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(&event.event_id)
        .bind(&event.org_id)
        .bind(&event.kind)
        .bind(&event.body)
        .bind(event.created_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// A list as JSON text.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// What [`to_json`] wrote.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// A stored word that must be one of ours.
pub(super) fn word<T>(of: Option<T>, text: &str) -> Result<T, StoreError> {
    of.ok_or_else(|| StoreError::Corrupt(format!("unknown word {text:?}")))
}

/// A stored number that must not be negative.
pub(super) fn unsigned(value: i64) -> Result<u32, StoreError> {
    u32::try_from(value).map_err(|_| StoreError::Corrupt(format!("number out of range: {value}")))
}

impl OrganisationStore for Sqlite {
    fn add_organisation<'a>(&'a self, organisation: &'a Organisation, grants: &'a [String]) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            let added = sqlx::query(
                "INSERT INTO organisations (org_id, name, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )
            .bind(&organisation.org_id)
            .bind(&organisation.name)
            .bind(organisation.created_at)
            .execute(&mut *tx)
            .await?;
            if added.rows_affected() > 0 {
                insert_policy(&mut tx, &organisation.org_id, grants).await?;
            }
            Ok(tx.commit().await?)
        })
    }

    fn first_organisation(&self) -> Reply<'_, Option<Organisation>> {
        Box::pin(async move {
            let row: Option<(String, String, i64)> = sqlx::query_as(
                "SELECT org_id, name, created_at FROM organisations ORDER BY created_at, org_id LIMIT 1",
            )
            .fetch_optional(&self.readers)
            .await?;
            Ok(row.map(|(org_id, name, created_at)| Organisation { org_id, name, created_at }))
        })
    }

    fn policy<'a>(&'a self, org_id: &'a str) -> Reply<'a, Vec<String>> {
        Box::pin(async move {
            Ok(sqlx::query_scalar("SELECT scope FROM org_policy WHERE org_id = ?1 ORDER BY scope")
                .bind(org_id)
                .fetch_all(&self.readers)
                .await?)
        })
    }

    fn set_policy<'a>(&'a self, org_id: &'a str, grants: &'a [String], audit: &'a AuditEntry) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query("DELETE FROM org_policy WHERE org_id = ?1").bind(org_id).execute(&mut *tx).await?;
            insert_policy(&mut tx, org_id, grants).await?;
            insert_audit(&mut tx, audit).await?;
            Ok(tx.commit().await?)
        })
    }
}

async fn insert_policy(tx: &mut SqliteConnection, org_id: &str, grants: &[String]) -> Result<(), StoreError> {
    for scope in grants {
        sqlx::query("INSERT INTO org_policy (org_id, scope) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
            .bind(org_id)
            .bind(scope)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

impl EventStore for Sqlite {
    fn add_event<'a>(&'a self, event: &'a Event) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            insert_event(&mut tx, event).await?;
            Ok(tx.commit().await?)
        })
    }

    fn waiting_events(&self, limit: u32) -> Reply<'_, Vec<Event>> {
        Box::pin(async move {
            Ok(sqlx::query_as(
                "SELECT event_id, org_id, type, body, created_at FROM outbox
                 WHERE delivered_at IS NULL ORDER BY position LIMIT ?1",
            )
            .bind(limit)
            .fetch_all(&self.readers)
            .await?)
        })
    }

    fn audit<'a>(&'a self, org_id: &'a str, limit: u32) -> Reply<'a, Vec<AuditEntry>> {
        Box::pin(async move {
            Ok(sqlx::query_as(
                "SELECT org_id, at, actor, action, subject, request_id, detail FROM audit
                 WHERE org_id = ?1 ORDER BY position LIMIT ?2",
            )
            .bind(org_id)
            .bind(limit)
            .fetch_all(&self.readers)
            .await?)
        })
    }
}

impl Store for Sqlite {
    fn ping(&self) -> Reply<'_, ()> {
        Box::pin(async move {
            sqlx::query("SELECT 1").execute(&self.readers).await?;
            Ok(())
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.readers.close().await;
            self.writer.close().await;
        })
    }
}
