//! The first client of a database: somebody must be able to register the others.
//!
//! Its secret is shown once, like any other. For development it can be kept in a file that only its owner may read, so
//! that the next start can show it again.

use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::clients::{NewClient, Registered, reveal};
use crate::platform::Platform;
use crate::problem::Problem;
use crate::store::ClientStatus;

/// Credentials of a client.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// Which client
    pub client_id: String,
    /// Its secret
    pub client_secret: String,
}

/// Why there are no credentials.
#[derive(Debug, thiserror::Error)]
pub enum BootstrapError {
    /// The file cannot be read or written
    #[error("{path}: {source}")]
    File {
        /// Which file
        path: String,
        /// Why
        source: std::io::Error,
    },
    /// The client could not be registered
    #[error("the first client could not be registered: {0}")]
    Refused(String),
}

/// The client with all scopes that the organisation grants, from the file when it knows one that works, else a new one
/// (whose secret is then written into the file).
///
/// # Errors
/// A [`BootstrapError`].
pub async fn admin(
    platform: &Platform,
    org_id: &str,
    name: &str,
    file: Option<&Path>,
) -> Result<Credentials, BootstrapError> {
    if let Some(credentials) = file.and_then(read) {
        let client = platform.store.client(&credentials.client_id).await;
        if let Ok(Some(client)) = client
            && client.status == ClientStatus::Active
            && client.org_id == org_id
        {
            return Ok(credentials);
        }
    }
    let scopes = platform.gate.operations().all().map(str::to_owned).collect();
    let new = NewClient { name: name.to_owned(), external_id: None, scopes, rate_limit_rpm: None };
    let credentials = register(platform, org_id, &new).await?;
    if let Some(path) = file {
        write(path, &credentials)
            .map_err(|source| BootstrapError::File { path: path.display().to_string(), source })?;
    }
    Ok(credentials)
}

/// Registers a client on behalf of whoever runs the server.
///
/// # Errors
/// [`BootstrapError::Refused`] with what is wrong.
pub async fn register(platform: &Platform, org_id: &str, new: &NewClient) -> Result<Credentials, BootstrapError> {
    match platform.clients.create(org_id, "system", new).await {
        Ok(Registered::New(view, secret)) => {
            Ok(Credentials { client_id: view.client.client_id, client_secret: reveal(&secret) })
        }
        Ok(Registered::Same(view)) => Err(BootstrapError::Refused(format!(
            "{} is registered already; its secret cannot be shown again",
            view.client.client_id
        ))),
        Err(problem) => Err(BootstrapError::Refused(text(&problem))),
    }
}

fn text(problem: &Problem) -> String {
    let errors = problem.errors.iter().map(|e| format!("{} {}", e.pointer.as_deref().unwrap_or_default(), e.detail));
    let all: Vec<String> = problem.detail.iter().cloned().chain(errors).collect();
    if all.is_empty() { problem.kind.parts().2.to_owned() } else { all.join("; ") }
}

fn read(path: &Path) -> Option<Credentials> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// Writes the file for its owner only, whole or not at all.
fn write(path: &Path, credentials: &Credentials) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let _ = std::fs::remove_file(&beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(serde_json::to_string_pretty(credentials)?.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}
