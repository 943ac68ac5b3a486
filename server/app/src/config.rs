//! Configuration: a TOML file, then the environment (`COVENANT_<SECTION>_<KEY>`), then the command line.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest life of an access token, in seconds. A promise of the platform, so not configurable.
pub const MAX_TOKEN_TTL_SECONDS: u32 = 900;

/// Configuration of the server. Every key has a default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Listening and HTTP limits.
    pub server: ServerConfig,
    /// Where the data is.
    pub database: DatabaseConfig,
    /// Tokens and client secrets.
    pub oauth: OauthConfig,
    /// Limits of calls.
    pub limits: LimitsConfig,
    /// Logs (always on standard error).
    pub log: LogConfig,
}

/// Listening and HTTP limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address to listen on. Port 0 takes a free one.
    pub addr: String,
    /// How clients reach the server, without a slash at the end. Default: `http://` and the address.
    pub public_url: Option<String>,
    /// Largest request body in bytes.
    pub max_body_bytes: usize,
    /// Seconds that calls in progress may take to end after a signal to stop.
    pub shutdown_grace_seconds: u64,
    /// Seconds after which an idle connection is closed.
    pub idle_timeout_seconds: u64,
}

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// Path of the SQLite file. It is created when it is not there.
    pub path: PathBuf,
    /// Number of connections that read.
    pub readers: u32,
    /// Milliseconds that a writer waits for another process.
    pub busy_timeout_ms: u64,
}

/// Tokens and client secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OauthConfig {
    /// Issuer of tokens. Default: the public URL.
    pub issuer: Option<String>,
    /// Resource server that tokens are for. Default: the public URL.
    pub audience: Option<String>,
    /// Life of an access token in seconds, at most 900.
    pub token_ttl_seconds: u32,
    /// Cost of bcrypt, 8 to 11. A cost whose check takes over 100 ms on this machine is refused at boot.
    pub bcrypt_cost: u32,
    /// Threads that may check secrets at the same time. Default: half of the processors.
    pub hash_workers: Option<usize>,
    /// Checks that may wait for such a thread; more are refused with 503.
    pub hash_queue: usize,
    /// Seconds for which a checked secret is remembered in memory.
    pub verified_cache_seconds: u64,
    /// Failed attempts in a minute, for one client and source, after which 429 is answered.
    pub failures_per_minute: u32,
}

/// Limits of calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Calls a minute of a client that has no limit of its own.
    pub default_rpm: u32,
    /// Highest limit that a client can have.
    pub max_rpm: u32,
    /// Length of the window in seconds. Anything but 60 is for tests.
    pub window_seconds: u32,
}

/// Logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// Shape of a line.
    pub format: LogFormat,
    /// Filter, such as `info` or `covenant_server=debug,sqlx=warn`.
    pub filter: String,
}

/// Shape of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line
    Json,
    /// For people
    Text,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            addr: "127.0.0.1:8080".into(),
            public_url: None,
            max_body_bytes: 1024 * 1024,
            shutdown_grace_seconds: 20,
            idle_timeout_seconds: 75,
        }
    }
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { path: "covenant.db".into(), readers: 4, busy_timeout_ms: 5000 }
    }
}

impl Default for OauthConfig {
    fn default() -> Self {
        Self {
            issuer: None,
            audience: None,
            token_ttl_seconds: 600,
            bcrypt_cost: 10,
            hash_workers: None,
            hash_queue: 32,
            verified_cache_seconds: 300,
            failures_per_minute: 10,
        }
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self { default_rpm: 1000, max_rpm: 100_000, window_seconds: 60 }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { format: LogFormat::Json, filter: "info".into() }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read
    #[error("{path}: {source}")]
    Read {
        /// Which file
        path: PathBuf,
        /// Why
        source: std::io::Error,
    },
    /// The file is not TOML, or has keys or types that are unknown
    #[error("{origin}: {message}")]
    Syntax {
        /// File, or `environment`
        origin: String,
        /// What and where
        message: String,
    },
    /// Values that cannot be; all of them
    #[error("configuration: {}", .0.join("; "))]
    Invalid(Vec<String>),
}

impl Config {
    /// Reads a file, if given, then variables of the environment, and checks the result.
    ///
    /// # Errors
    /// A [`ConfigError`] that names the key and what it may be.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match file {
            Some(path) => {
                std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?
            }
            None => String::new(),
        };
        let origin = file.map_or_else(|| "configuration".to_owned(), |p| p.display().to_string());
        // Read once on its own, so that an error of the file shows its line.
        toml::from_str::<Self>(&text)
            .map_err(|e| ConfigError::Syntax { origin: origin.clone(), message: e.to_string() })?;
        let mut table: toml::Table =
            toml::from_str(&text).map_err(|e| ConfigError::Syntax { origin, message: e.to_string() })?;
        overlay(&mut table, environment)?;
        let config: Self = table.try_into().map_err(|e: toml::de::Error| ConfigError::Syntax {
            origin: "environment".into(),
            message: e.to_string(),
        })?;
        config.check()?;
        Ok(config)
    }

    /// Checks what types cannot say.
    ///
    /// # Errors
    /// [`ConfigError::Invalid`] with everything that is wrong.
    pub fn check(&self) -> Result<(), ConfigError> {
        let mut wrong = Vec::new();
        let mut need = |ok: bool, text: &str| {
            if !ok {
                wrong.push(text.to_owned());
            }
        };
        need(self.server.addr.parse::<SocketAddr>().is_ok(), "server.addr must be IP:PORT");
        need(
            (1024..=64 * 1024 * 1024).contains(&self.server.max_body_bytes),
            "server.max_body_bytes must be 1024 to 67108864",
        );
        for (name, url) in [
            ("server.public_url", &self.server.public_url),
            ("oauth.issuer", &self.oauth.issuer),
            ("oauth.audience", &self.oauth.audience),
        ] {
            need(
                url.as_deref().is_none_or(is_base_url),
                &format!("{name} must be an http(s) URL without query, fragment or a slash at the end"),
            );
        }
        need((1..=64).contains(&self.database.readers), "database.readers must be 1 to 64");
        need(
            (1..=MAX_TOKEN_TTL_SECONDS).contains(&self.oauth.token_ttl_seconds),
            "oauth.token_ttl_seconds must be 1 to 900",
        );
        need((8..=11).contains(&self.oauth.bcrypt_cost), "oauth.bcrypt_cost must be 8 to 11");
        need(self.oauth.hash_workers.is_none_or(|n| (1..=256).contains(&n)), "oauth.hash_workers must be 1 to 256");
        need((1..=10_000).contains(&self.oauth.hash_queue), "oauth.hash_queue must be 1 to 10000");
        need((1..=1000).contains(&self.oauth.failures_per_minute), "oauth.failures_per_minute must be 1 to 1000");
        need((1..=1_000_000).contains(&self.limits.max_rpm), "limits.max_rpm must be 1 to 1000000");
        need(
            (1..=self.limits.max_rpm.max(1)).contains(&self.limits.default_rpm),
            "limits.default_rpm must be 1 to limits.max_rpm",
        );
        need((1..=60).contains(&self.limits.window_seconds), "limits.window_seconds must be 1 to 60");
        if wrong.is_empty() { Ok(()) } else { Err(ConfigError::Invalid(wrong)) }
    }

    /// JSON Schema of the file.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Config).to_value()
    }
}

fn is_base_url(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    !rest.is_empty()
        && !rest.ends_with('/')
        && rest.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'"' | b'\\' | b'<' | b'>' | b'@'))
}

/// Puts `COVENANT_<SECTION>_<KEY>` over the table. Which variables there are, and of which type, comes from the schema.
fn overlay(
    table: &mut toml::Table,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<(), ConfigError> {
    let keys = keys();
    let sections: Vec<String> =
        keys.values().map(|(section, _, _)| format!("COVENANT_{}_", section.to_uppercase())).collect();
    for (name, value) in environment {
        let Some((section, key, integer)) = keys.get(&name) else {
            if sections.iter().any(|s| name.starts_with(s.as_str())) {
                return Err(ConfigError::Syntax {
                    origin: "environment".into(),
                    message: format!("{name} is not a key of the configuration"),
                });
            }
            continue;
        };
        let value = if *integer {
            toml::Value::Integer(value.parse().map_err(|_| ConfigError::Syntax {
                origin: "environment".into(),
                message: format!("{name} must be a whole number"),
            })?)
        } else {
            toml::Value::String(value)
        };
        let entry = table.entry(section.clone()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        if let toml::Value::Table(section) = entry {
            section.insert(key.clone(), value);
        }
    }
    Ok(())
}

/// Variable name to section, key, and whether it is a whole number.
fn keys() -> BTreeMap<String, (String, String, bool)> {
    let schema = Config::schema();
    let empty = serde_json::Map::new();
    let object = |v: &serde_json::Value| v.as_object().cloned().unwrap_or_else(|| empty.clone());
    let mut keys = BTreeMap::new();
    for (section, value) in object(&schema["properties"]) {
        let name = value["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")).unwrap_or_default().to_owned();
        for (key, value) in object(&schema["$defs"][&name]["properties"]) {
            let ty = &value["type"];
            let integer = ty == "integer" || ty.as_array().is_some_and(|t| t.iter().any(|t| t == "integer"));
            let variable = format!("COVENANT_{}_{}", section.to_uppercase(), key.to_uppercase());
            keys.insert(variable, (section.clone(), key, integer));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn defaults_are_valid() {
        assert_eq!(Config::load(None, env(&[])).expect("defaults"), Config::default());
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("server.toml");
        std::fs::write(&path, "[limits]\ndefault_rpm = 5\n[oauth]\ntoken_ttl_seconds = 60\n").expect("write");
        let config = Config::load(
            Some(&path),
            env(&[
                ("COVENANT_LIMITS_DEFAULT_RPM", "7"),
                ("COVENANT_OAUTH_ISSUER", "https://id.example"),
                ("COVENANT_LOG_FORMAT", "text"),
                ("COVENANT_CLIENT_ID", "an SDK's variable is not ours"),
            ]),
        )
        .expect("config");
        assert_eq!(config.limits.default_rpm, 7);
        assert_eq!(config.oauth.token_ttl_seconds, 60);
        assert_eq!(config.oauth.issuer.as_deref(), Some("https://id.example"));
        assert_eq!(config.log.format, LogFormat::Text);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("server.toml");
        std::fs::write(&path, "[limits]\ndefault_rmp = 5\n").expect("write");
        let text = Config::load(Some(&path), env(&[])).expect_err("unknown key").to_string();
        assert!(text.contains("server.toml") && text.contains("default_rmp") && text.contains("line 2"), "{text}");
        let text = Config::load(None, env(&[("COVENANT_LIMITS_DEFAULT_RMP", "1")])).expect_err("variable").to_string();
        assert!(text.contains("COVENANT_LIMITS_DEFAULT_RMP"), "{text}");
        let text = Config::load(None, env(&[("COVENANT_LIMITS_DEFAULT_RPM", "many")])).expect_err("type").to_string();
        assert!(text.contains("whole number"), "{text}");
    }

    #[test]
    fn c64_a_token_life_over_900_seconds_is_refused_at_boot() {
        let text =
            Config::load(None, env(&[("COVENANT_OAUTH_TOKEN_TTL_SECONDS", "901")])).expect_err("ttl").to_string();
        assert!(text.contains("oauth.token_ttl_seconds must be 1 to 900"), "{text}");
        assert!(Config::load(None, env(&[("COVENANT_OAUTH_TOKEN_TTL_SECONDS", "900")])).is_ok());
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let mut config = Config::default();
        config.server.addr = "localhost".into();
        config.oauth.bcrypt_cost = 12;
        config.oauth.issuer = Some("https://id.example/".into());
        config.limits.window_seconds = 61;
        let ConfigError::Invalid(wrong) = config.check().expect_err("wrong") else { panic!("kind") };
        assert_eq!(wrong.len(), 4, "{wrong:?}");
    }
}
