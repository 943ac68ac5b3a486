//! The platform's server: `covenant-server serve`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum};
use covenant_server::clients::NewClient;
use covenant_server::clock::Clock;
use covenant_server::config::{Config, LogFormat};
use covenant_server::ids::{ORGANISATION, new_id};
use covenant_server::platform::Platform;
use covenant_server::serve::{Options, Ready};
use covenant_server::store::{Organisation, Sqlite, Store};
use covenant_server::{bootstrap, erp, serve};

#[derive(Parser)]
#[command(name = "covenant-server", version, about = "An ERP's open API with its OAuth 2.0 authorization server")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until SIGTERM or SIGINT
    Serve(Serve),
    /// Print the JSON Schema of the configuration file
    ConfigSchema,
    /// Register an API client in a database and print its credentials, once
    CreateClient(CreateClient),
}

/// Where the configuration comes from: the file, then `COVENANT_<SECTION>_<KEY>`, then these options.
#[derive(Args)]
struct Common {
    /// TOML file (see `config-schema`)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// SQLite file; made when it is not there
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    common: Common,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "IP:PORT")]
    addr: Option<String>,
    /// Fill an empty database with sample data, and show a client with all scopes
    #[arg(long)]
    sample: bool,
    /// Keep that client's credentials in this file (readable by its owner only), so that they can be shown again
    #[arg(long, value_name = "FILE", requires = "sample")]
    credentials_file: Option<PathBuf>,
    /// What to print on standard output when ready; logs go to standard error
    #[arg(long, value_enum, default_value = "none")]
    announce: Announce,
    /// Short for `--announce json`
    #[arg(long, conflicts_with = "announce")]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Announce {
    /// Nothing
    None,
    /// One JSON line
    Json,
    /// For people
    Text,
}

#[derive(Args)]
struct CreateClient {
    #[command(flatten)]
    common: Common,
    /// What people call it
    #[arg(long)]
    name: String,
    /// Scopes, separated by spaces
    #[arg(long)]
    scopes: String,
    /// Calls in any 60 seconds
    #[arg(long)]
    rate_limit_rpm: Option<u32>,
    /// In a database without an organisation: make one of this name, which grants every scope
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::ConfigSchema => {
            writeln!(std::io::stdout(), "{:#}", Config::schema())?;
            Ok(())
        }
        Command::Serve(arguments) => {
            let mut config = config(&arguments.common)?;
            if let Some(addr) = &arguments.addr {
                config.server.addr.clone_from(addr);
                config.check()?;
            }
            let announce = if arguments.json { Announce::Json } else { arguments.announce };
            if announce == Announce::Text && std::env::var_os("COVENANT_LOG_FORMAT").is_none() {
                config.log.format = LogFormat::Text;
            }
            log(&config)?;
            let options = Options { sample: arguments.sample, credentials_file: arguments.credentials_file };
            let ready = |ready: &Ready| {
                if let Err(error) = say(announce, ready) {
                    tracing::warn!(%error, "standard output cannot be written");
                }
            };
            runtime()?.block_on(async {
                let stop = stop_signal()?;
                serve::run(&config, &options, Clock::system(), ready, stop).await.map_err(anyhow::Error::from)
            })
        }
        Command::CreateClient(arguments) => {
            let config = config(&arguments.common)?;
            log(&config)?;
            runtime()?.block_on(create_client(&config, &arguments))
        }
    }
}

fn config(common: &Common) -> anyhow::Result<Config> {
    let environment = std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)));
    let mut config = Config::load(common.config.as_deref(), environment)?;
    if let Some(path) = &common.database {
        config.database.path.clone_from(path);
    }
    Ok(config)
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime cannot start")
}

fn log(config: &Config) -> anyhow::Result<()> {
    use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};
    let filter = EnvFilter::try_new(&config.log.filter).context("log.filter")?;
    let registry = tracing_subscriber::registry().with(filter);
    match config.log.format {
        LogFormat::Json => {
            registry.with(fmt::layer().json().flatten_event(true).with_writer(std::io::stderr)).init();
        }
        LogFormat::Text => registry.with(fmt::layer().with_target(false).with_writer(std::io::stderr)).init(),
    }
    Ok(())
}

/// Done when the process is asked to end.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn say(announce: Announce, ready: &Ready) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match announce {
        Announce::None => {}
        Announce::Json => writeln!(out, "{}", serde_json::to_string(ready)?)?,
        Announce::Text => {
            let url = &ready.base_url;
            writeln!(out, "\nCovenant is ready at {url}   ({url}/openapi.yaml)")?;
            if let (Some(id), Some(secret)) = (&ready.client_id, &ready.client_secret) {
                writeln!(out, "  client_id      {id}")?;
                writeln!(out, "  client_secret  {secret}")?;
                writeln!(out, "  scopes         {}", ready.scopes.join(" "))?;
                writeln!(out, "\nTry it:")?;
                writeln!(
                    out,
                    "  curl -s '{url}/v1/invoices?limit=2' -H \"Authorization: Bearer $(curl -s -u {id}:{secret} \
                     -d grant_type=client_credentials -d scope=invoices:read {url}/oauth/token \
                     | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\"\n"
                )?;
            }
        }
    }
    out.flush()
}

async fn create_client(config: &Config, arguments: &CreateClient) -> anyhow::Result<()> {
    let busy = std::time::Duration::from_millis(config.database.busy_timeout_ms);
    let store = Sqlite::open(&config.database.path, config.database.readers, busy)
        .await
        .with_context(|| config.database.path.display().to_string())?;
    let store: std::sync::Arc<dyn Store> = std::sync::Arc::new(store);
    let contract = erp::contract();
    let organisation = match (store.first_organisation().await?, &arguments.organisation) {
        (Some(organisation), _) => organisation,
        (None, Some(name)) => {
            let grants: Vec<String> = contract.operations.all().map(str::to_owned).collect();
            let organisation =
                Organisation { org_id: new_id(ORGANISATION), name: name.clone(), created_at: Clock::system().now() };
            store.add_organisation(&organisation, &grants).await?;
            organisation
        }
        (None, None) => anyhow::bail!("there is no organisation in this database; name a new one with --organisation"),
    };
    let platform =
        Platform::start(config, contract, std::sync::Arc::clone(&store), Clock::system(), "http://localhost").await?;
    let new = NewClient {
        name: arguments.name.clone(),
        external_id: None,
        scopes: arguments.scopes.split_whitespace().map(str::to_owned).collect(),
        rate_limit_rpm: arguments.rate_limit_rpm.map(i64::from),
    };
    let credentials = bootstrap::register(&platform, &organisation.org_id, &new).await?;
    writeln!(std::io::stdout(), "{}", serde_json::to_string(&credentials)?)?;
    store.close().await;
    Ok(())
}
