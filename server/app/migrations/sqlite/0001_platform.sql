-- The platform's first tables. Moments are milliseconds since 1970-01-01T00:00:00Z in UTC, days are YYYY-MM-DD,
-- amounts of money are decimal text, lists and documents are JSON text.

CREATE TABLE organisations (
    org_id      TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- What an organisation grants at all. A scope without a row is denied.
CREATE TABLE org_policy (
    org_id      TEXT NOT NULL REFERENCES organisations (org_id),
    scope       TEXT NOT NULL,
    PRIMARY KEY (org_id, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_clients (
    client_id       TEXT PRIMARY KEY,
    org_id          TEXT NOT NULL REFERENCES organisations (org_id),
    external_id     TEXT,
    fingerprint     TEXT NOT NULL,          -- SHA-256 of the request that made it, to tell a repeat from a conflict
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL DEFAULT 'confidential' CHECK (kind IN ('confidential', 'public')),
    grants          TEXT NOT NULL,          -- JSON list of grant types
    scopes          TEXT NOT NULL,          -- JSON list, sorted
    status          TEXT NOT NULL CHECK (status IN ('ACTIVE', 'REVOKED')),
    rate_limit_rpm  INTEGER NOT NULL CHECK (rate_limit_rpm > 0),
    api_version     TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    revoked_at      INTEGER,
    CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL)),
    UNIQUE (org_id, external_id)
) STRICT;

CREATE INDEX api_clients_by_age ON api_clients (org_id, created_at DESC, client_id DESC);

CREATE TRIGGER api_clients_revoked_is_final BEFORE UPDATE OF status, revoked_at ON api_clients
WHEN OLD.status = 'REVOKED'
BEGIN
    SELECT RAISE(ABORT, 'a revoked client stays revoked');
END;

-- Only hashes. The last four characters tell two secrets apart.
CREATE TABLE client_secrets (
    secret_id   TEXT PRIMARY KEY,
    client_id   TEXT NOT NULL REFERENCES api_clients (client_id),
    hash        TEXT NOT NULL CHECK (length(hash) = 60 AND (hash GLOB '$2b$0[89]$*' OR hash GLOB '$2b$1[01]$*')),
    last4       TEXT NOT NULL CHECK (length(last4) = 4),
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,
    revoked_at  INTEGER
) STRICT;

CREATE INDEX client_secrets_by_client ON client_secrets (client_id);

CREATE TRIGGER client_secrets_two_at_most BEFORE INSERT ON client_secrets
WHEN (
    SELECT count(*) FROM client_secrets
    WHERE client_id = NEW.client_id AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > NEW.created_at)
) >= 2
BEGIN
    SELECT RAISE(ABORT, 'a client has two active secrets at most');
END;

CREATE TABLE api_tokens (
    jti         TEXT PRIMARY KEY,
    client_id   TEXT NOT NULL REFERENCES api_clients (client_id),
    org_id      TEXT NOT NULL REFERENCES organisations (org_id),
    subject     TEXT NOT NULL,
    audience    TEXT NOT NULL,
    scopes      TEXT NOT NULL,              -- JSON list, sorted
    kid         TEXT NOT NULL,
    issued_at   INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    revoked_at  INTEGER,
    CHECK (expires_at > issued_at AND expires_at - issued_at <= 900000)
) STRICT;

CREATE INDEX api_tokens_by_client ON api_tokens (client_id, issued_at DESC);

CREATE TABLE signing_keys (
    kid             TEXT PRIMARY KEY,       -- RFC 7638 thumbprint
    algorithm       TEXT NOT NULL CHECK (algorithm IN ('ES256', 'RS256')),
    state           TEXT NOT NULL CHECK (state IN ('pending', 'active', 'retiring', 'retired')),
    private_key     BLOB NOT NULL,          -- PKCS #8, sealed when sealed_by is set
    sealed_by       TEXT,                   -- names the sealing key; null: not sealed
    public_jwk      TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    activated_at    INTEGER,
    retired_at      INTEGER
) STRICT;

CREATE UNIQUE INDEX signing_keys_one_active ON signing_keys (algorithm) WHERE state = 'active';

-- Keys that only this platform uses, such as the one that authenticates cursors.
CREATE TABLE internal_keys (
    name        TEXT PRIMARY KEY,
    value       BLOB NOT NULL,
    sealed_by   TEXT,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE vendors (
    vendor_id   TEXT PRIMARY KEY,
    org_id      TEXT NOT NULL REFERENCES organisations (org_id),
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL,              -- the name in lower case: order and search
    tax_id      TEXT,
    email       TEXT,
    address     TEXT NOT NULL,              -- JSON
    country     TEXT NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX vendors_by_name ON vendors (org_id, name_key, vendor_id);

CREATE TABLE invoices (
    invoice_id      TEXT PRIMARY KEY,
    org_id          TEXT NOT NULL REFERENCES organisations (org_id),
    external_id     TEXT,
    fingerprint     TEXT NOT NULL,
    number          TEXT NOT NULL,
    vendor_id       TEXT NOT NULL REFERENCES vendors (vendor_id),
    status          TEXT NOT NULL CHECK (status IN ('draft', 'open', 'paid', 'void')),
    issued_on       TEXT NOT NULL,
    due_on          TEXT NOT NULL,
    lines           TEXT NOT NULL,          -- JSON
    total_amount    TEXT NOT NULL,
    total_currency  TEXT NOT NULL,
    memo            TEXT,
    created_at      INTEGER NOT NULL,
    UNIQUE (org_id, external_id)
) STRICT;

CREATE INDEX invoices_by_age ON invoices (org_id, created_at DESC, invoice_id DESC);

CREATE TABLE payments (
    payment_id      TEXT PRIMARY KEY,
    org_id          TEXT NOT NULL REFERENCES organisations (org_id),
    external_id     TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    invoice_id      TEXT NOT NULL REFERENCES invoices (invoice_id),
    amount          TEXT NOT NULL,
    currency        TEXT NOT NULL,
    method          TEXT NOT NULL,          -- JSON
    status          TEXT NOT NULL CHECK (status IN ('pending', 'settled', 'failed')),
    created_at      INTEGER NOT NULL,
    settled_at      INTEGER,
    UNIQUE (org_id, external_id)
) STRICT;

CREATE INDEX payments_by_age ON payments (org_id, created_at DESC, payment_id DESC);
CREATE INDEX payments_by_invoice ON payments (invoice_id);

-- Events are written in the transaction that causes them and delivered later.
CREATE TABLE outbox (
    position        INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id        TEXT NOT NULL UNIQUE,
    org_id          TEXT NOT NULL REFERENCES organisations (org_id),
    type            TEXT NOT NULL,
    body            TEXT NOT NULL,          -- the CloudEvent, JSON
    created_at      INTEGER NOT NULL,
    delivered_at    INTEGER
) STRICT;

CREATE INDEX outbox_waiting ON outbox (position) WHERE delivered_at IS NULL;

CREATE TABLE audit (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id      TEXT NOT NULL REFERENCES organisations (org_id),
    at          INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    detail      TEXT NOT NULL               -- JSON
) STRICT;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
