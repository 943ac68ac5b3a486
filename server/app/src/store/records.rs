//! What is stored, in the words of the platform.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::cursor::Position;

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// `org_...`
    pub org_id: String,
    /// What people call it
    pub name: String,
    /// When it was made
    pub created_at: Millis,
}

/// A word that is stored as it stands on the wire.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// The word on the wire and in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value with this word.
            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Whether a client may be used.
    ClientStatus {
        /// It may
        Active = "ACTIVE",
        /// Never again
        Revoked = "REVOKED",
    }
}

words! {
    /// Whether a client can keep a secret (RFC 6749 section 2.1).
    ClientKind {
        /// It can
        Confidential = "confidential",
        /// It cannot
        Public = "public",
    }
}

words! {
    /// Where an invoice stands.
    InvoiceStatus {
        /// Entered, not yet approved
        Draft = "draft",
        /// Approved and due
        Open = "open",
        /// Paid in full
        Paid = "paid",
        /// Cancelled
        Void = "void",
    }
}

words! {
    /// Where a payment stands.
    PaymentStatus {
        /// On its way
        Pending = "pending",
        /// Arrived
        Settled = "settled",
        /// Came back
        Failed = "failed",
    }
}

/// A machine identity of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiClient {
    /// `cl_...`
    pub client_id: String,
    /// Whose it is
    pub org_id: String,
    /// The organisation's own id
    pub external_id: Option<String>,
    /// SHA-256 of the request that made it
    pub fingerprint: String,
    /// What people call it
    pub name: String,
    /// Whether it can keep a secret
    pub kind: ClientKind,
    /// Grant types that it may use
    pub grants: Vec<String>,
    /// What it may ask for, sorted
    pub scopes: Vec<String>,
    /// Whether it may be used
    pub status: ClientStatus,
    /// Calls in any 60 seconds
    pub rate_limit_rpm: u32,
    /// Release that it is pinned to
    pub api_version: String,
    /// When it was registered
    pub created_at: Millis,
    /// When it was revoked
    pub revoked_at: Option<Millis>,
}

/// A secret to be stored: its hash, never its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSecret {
    /// `sec_...`
    pub secret_id: String,
    /// bcrypt
    pub hash: String,
    /// The last four characters of the text
    pub last4: String,
    /// When it was made
    pub created_at: Millis,
    /// When it stops working
    pub expires_at: Option<Millis>,
}

/// A stored secret.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SecretRecord {
    /// `sec_...`
    pub secret_id: String,
    /// bcrypt
    pub hash: String,
    /// The last four characters of the text
    pub last4: String,
    /// When it was made
    pub created_at: Millis,
    /// When it stops working
    pub expires_at: Option<Millis>,
}

/// An issued token; never the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRecord {
    /// Its number
    pub jti: String,
    /// Whom it was issued to
    pub client_id: String,
    /// Whose client that is
    pub org_id: String,
    /// Whom it speaks for
    pub subject: String,
    /// What it is for
    pub audience: String,
    /// Its scopes, sorted
    pub scopes: Vec<String>,
    /// Which key signed it
    pub kid: String,
    /// When it was issued
    pub issued_at: Millis,
    /// When it expires, at most 900 s later
    pub expires_at: Millis,
    /// When it was revoked
    pub revoked_at: Option<Millis>,
}

/// A signing key.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SigningKeyRecord {
    /// RFC 7638 thumbprint
    pub kid: String,
    /// `ES256`
    pub algorithm: String,
    /// `pending`, `active`, `retiring`, `retired`
    pub state: String,
    /// PKCS #8, sealed when `sealed_by` is there
    pub private_key: Vec<u8>,
    /// Which key seals it
    pub sealed_by: Option<String>,
    /// JSON Web Key without private parts
    pub public_jwk: String,
    /// When it was made
    pub created_at: Millis,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and house
    pub lines: Vec<String>,
    /// Postal code
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// City
    pub city: String,
    /// ISO 3166-1 alpha-2
    pub country: String,
}

/// Whom an organisation buys from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// `ven_...`
    pub vendor_id: String,
    /// Whose vendor
    pub org_id: String,
    /// The company's name
    pub name: String,
    /// Its tax number
    pub tax_id: Option<String>,
    /// Where it wants to be written to
    pub email: Option<String>,
    /// Its address
    pub address: Address,
    /// When it was entered
    pub created_at: Millis,
}

/// A line of an invoice; numbers as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// What it is
    pub description: String,
    /// How many
    pub quantity: String,
    /// Price of one
    pub unit_amount: String,
    /// Currency of the price
    pub currency: String,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// `inv_...`
    pub invoice_id: String,
    /// Whose invoice
    pub org_id: String,
    /// The organisation's own id
    pub external_id: Option<String>,
    /// SHA-256 of the request that made it
    pub fingerprint: String,
    /// The vendor's number
    pub number: String,
    /// Who bills
    pub vendor_id: String,
    /// Where it stands
    pub status: InvoiceStatus,
    /// `YYYY-MM-DD`
    pub issued_on: String,
    /// `YYYY-MM-DD`
    pub due_on: String,
    /// What is billed
    pub lines: Vec<InvoiceLine>,
    /// The sum, decimal
    pub total_amount: String,
    /// Its currency
    pub total_currency: String,
    /// A note
    pub memo: Option<String>,
    /// When it was entered
    pub created_at: Millis,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// `pay_...`
    pub payment_id: String,
    /// Whose payment
    pub org_id: String,
    /// The organisation's own id
    pub external_id: String,
    /// SHA-256 of the request that made it
    pub fingerprint: String,
    /// What is paid
    pub invoice_id: String,
    /// How much, decimal
    pub amount: String,
    /// Its currency
    pub currency: String,
    /// How, as JSON text
    pub method: String,
    /// Where it stands
    pub status: PaymentStatus,
    /// When it was made
    pub created_at: Millis,
    /// When it arrived
    pub settled_at: Option<Millis>,
}

/// What became of a creation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created<T> {
    /// It was made
    New(T),
    /// It was there, made by the same request
    Same(T),
    /// The `external_id` is taken by another request
    Conflict,
    /// The record that it depends on does not allow it (any more)
    Refused,
}

/// Which stretch of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// After this record; none: from the start
    pub after: Option<Position>,
    /// How many records at most
    pub limit: u32,
}

/// Filters of the list of clients.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientFilter {
    /// Only these
    pub status: Option<ClientStatus>,
}

/// Filters of the list of invoices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InvoiceFilter {
    /// In this status
    pub status: Option<InvoiceStatus>,
    /// Of this vendor
    pub vendor_id: Option<String>,
    /// With this id of the organisation's own
    pub external_id: Option<String>,
    /// Issued on this day or later
    pub issued_from: Option<String>,
    /// Issued on this day or earlier
    pub issued_to: Option<String>,
}

/// Filters of the list of payments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentFilter {
    /// In this status
    pub status: Option<PaymentStatus>,
    /// On this invoice
    pub invoice_id: Option<String>,
    /// With this id of the organisation's own
    pub external_id: Option<String>,
}

/// Filters of the list of vendors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VendorFilter {
    /// In one of these countries; empty: anywhere
    pub countries: Vec<String>,
    /// Whose name starts with this, whatever the case
    pub name_prefix: Option<String>,
    /// Whose name contains this, whatever the case
    pub query: Option<String>,
}

/// An event on its way out.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    /// `evt_...`
    pub event_id: String,
    /// Whose event
    pub org_id: String,
    /// `api.token_issued`
    #[sqlx(rename = "type")]
    pub kind: String,
    /// The CloudEvent as JSON text
    pub body: String,
    /// When it happened
    pub created_at: Millis,
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditEntry {
    /// Whose log
    pub org_id: String,
    /// When
    pub at: Millis,
    /// Who: `client:cl_...`, `system`
    pub actor: String,
    /// Did what: `api_client.created`
    pub action: String,
    /// To what
    pub subject: String,
    /// In which request
    pub request_id: String,
    /// What else is known, JSON text without personal data
    pub detail: String,
}
