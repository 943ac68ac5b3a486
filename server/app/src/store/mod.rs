//! What the platform remembers, as traits; one module a kind of database implements them.
//!
//! Every method is one transaction: when it returns `Ok`, what it wrote is on disk. Events and audit entries travel in
//! the arguments, so that they are written in the transaction that causes them.

mod records;
mod sqlite;
mod sqlite_clients;
mod sqlite_ledger;
mod sqlite_tokens;
mod sqlite_vendors;

use futures::future::BoxFuture;

pub use records::{
    Address, ApiClient, AuditEntry, ClientFilter, ClientKind, ClientStatus, Created, Event, Invoice, InvoiceFilter,
    InvoiceLine, InvoiceStatus, NewSecret, Organisation, Page, Payment, PaymentFilter, PaymentStatus, SecretRecord,
    SigningKeyRecord, TokenRecord, Vendor, VendorFilter,
};
pub use sqlite::Sqlite;

use crate::clock::Millis;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is not there
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What is stored makes no sense
    #[error("stored record: {0}")]
    Corrupt(String),
}

/// What methods of stores return.
pub type Reply<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// Organisations and what they grant.
pub trait OrganisationStore: Send + Sync {
    /// Adds an organisation with what it grants, unless it is there.
    fn add_organisation<'a>(&'a self, organisation: &'a Organisation, grants: &'a [String]) -> Reply<'a, ()>;
    /// The organisation that was made first.
    fn first_organisation(&self) -> Reply<'_, Option<Organisation>>;
    /// The scopes that an organisation grants, sorted.
    fn policy<'a>(&'a self, org_id: &'a str) -> Reply<'a, Vec<String>>;
    /// Replaces them.
    fn set_policy<'a>(&'a self, org_id: &'a str, grants: &'a [String], audit: &'a AuditEntry) -> Reply<'a, ()>;
}

/// API clients and their secrets.
pub trait ClientStore: Send + Sync {
    /// Adds a client with its first secret. With an `external_id` that is taken, nothing changes.
    fn create_client<'a>(
        &'a self,
        client: &'a ApiClient,
        secret: &'a NewSecret,
        audit: &'a AuditEntry,
    ) -> Reply<'a, Created<ApiClient>>;
    /// A client of any organisation.
    fn client<'a>(&'a self, client_id: &'a str) -> Reply<'a, Option<ApiClient>>;
    /// A client by the organisation's own id.
    fn client_by_external_id<'a>(&'a self, org_id: &'a str, external_id: &'a str) -> Reply<'a, Option<ApiClient>>;
    /// Clients of an organisation, newest first.
    fn clients<'a>(&'a self, org_id: &'a str, filter: &'a ClientFilter, page: &'a Page) -> Reply<'a, Vec<ApiClient>>;
    /// Revokes a client and its secrets. Nothing changes when it is revoked already.
    fn revoke_client<'a>(
        &'a self,
        org_id: &'a str,
        client_id: &'a str,
        at: Millis,
        audit: &'a AuditEntry,
    ) -> Reply<'a, Option<ApiClient>>;
    /// Secrets of a client that are neither revoked nor expired, oldest first.
    fn secrets<'a>(&'a self, client_id: &'a str, now: Millis) -> Reply<'a, Vec<SecretRecord>>;
    /// Adds a secret; the database refuses a third active one.
    fn add_secret<'a>(&'a self, client_id: &'a str, secret: &'a NewSecret, audit: &'a AuditEntry) -> Reply<'a, ()>;
    /// Puts a hash of another cost in the place of the old one, if that is still there.
    fn replace_hash<'a>(&'a self, secret_id: &'a str, old: &'a str, new: &'a str) -> Reply<'a, ()>;
}

/// Issued tokens and the keys that sign them.
pub trait TokenStore: Send + Sync {
    /// Remembers an issued token, with its event.
    fn record_token<'a>(&'a self, token: &'a TokenRecord, event: &'a Event, audit: &'a AuditEntry) -> Reply<'a, ()>;
    /// A token by its number.
    fn token<'a>(&'a self, jti: &'a str) -> Reply<'a, Option<TokenRecord>>;
    /// All signing keys, oldest first.
    fn signing_keys(&self) -> Reply<'_, Vec<SigningKeyRecord>>;
    /// Adds a signing key. When there is an active one of its algorithm already, nothing changes.
    fn add_signing_key<'a>(&'a self, key: &'a SigningKeyRecord) -> Reply<'a, ()>;
    /// The internal key of this name; the given one is stored when there is none.
    fn internal_key<'a>(&'a self, name: &'a str, or: &'a [u8], now: Millis) -> Reply<'a, Vec<u8>>;
}

/// Invoices and payments.
pub trait LedgerStore: Send + Sync {
    /// Adds an invoice. With an `external_id` that is taken, nothing changes.
    fn create_invoice<'a>(&'a self, invoice: &'a Invoice, audit: &'a AuditEntry) -> Reply<'a, Created<Invoice>>;
    /// An invoice of an organisation.
    fn invoice<'a>(&'a self, org_id: &'a str, invoice_id: &'a str) -> Reply<'a, Option<Invoice>>;
    /// Invoices of an organisation, newest first.
    fn invoices<'a>(&'a self, org_id: &'a str, filter: &'a InvoiceFilter, page: &'a Page) -> Reply<'a, Vec<Invoice>>;
    /// Adds a payment, if the payments on its invoice that have not failed stay within the invoice's total. With an
    /// `external_id` that is taken, nothing changes.
    fn create_payment<'a>(&'a self, payment: &'a Payment, audit: &'a AuditEntry) -> Reply<'a, Created<Payment>>;
    /// A payment of an organisation.
    fn payment<'a>(&'a self, org_id: &'a str, payment_id: &'a str) -> Reply<'a, Option<Payment>>;
    /// A payment by the organisation's own id.
    fn payment_by_external_id<'a>(&'a self, org_id: &'a str, external_id: &'a str) -> Reply<'a, Option<Payment>>;
    /// Payments of an organisation, newest first.
    fn payments<'a>(&'a self, org_id: &'a str, filter: &'a PaymentFilter, page: &'a Page) -> Reply<'a, Vec<Payment>>;
}

/// Vendors.
pub trait VendorStore: Send + Sync {
    /// Adds a vendor.
    fn add_vendor<'a>(&'a self, vendor: &'a Vendor) -> Reply<'a, ()>;
    /// A vendor of an organisation.
    fn vendor<'a>(&'a self, org_id: &'a str, vendor_id: &'a str) -> Reply<'a, Option<Vendor>>;
    /// Vendors of an organisation by name.
    fn vendors<'a>(&'a self, org_id: &'a str, filter: &'a VendorFilter, page: &'a Page) -> Reply<'a, Vec<Vendor>>;
}

/// Events and the audit log.
pub trait EventStore: Send + Sync {
    /// Writes an event that no other record comes with.
    fn add_event<'a>(&'a self, event: &'a Event) -> Reply<'a, ()>;
    /// Events that wait for delivery, oldest first.
    fn waiting_events(&self, limit: u32) -> Reply<'_, Vec<Event>>;
    /// The audit log of an organisation, oldest first.
    fn audit<'a>(&'a self, org_id: &'a str, limit: u32) -> Reply<'a, Vec<AuditEntry>>;
}

/// Everything.
pub trait Store: OrganisationStore + ClientStore + TokenStore + LedgerStore + VendorStore + EventStore {
    /// Whether the database answers.
    fn ping(&self) -> Reply<'_, ()>;
    /// Ends all connections.
    fn close(&self) -> BoxFuture<'_, ()>;
}
