//! Invoices and payments in SQLite.

use sqlx::FromRow;

use super::sqlite::{Sqlite, from_json, insert_audit, to_json, word};
use super::{
    AuditEntry, Created, Invoice, InvoiceFilter, InvoiceStatus, LedgerStore, Page, Payment, PaymentFilter,
    PaymentStatus, Reply, StoreError,
};
use crate::cursor::SortKey;
use crate::money::Decimal;

#[derive(FromRow)]
struct InvoiceRow {
    invoice_id: String,
    org_id: String,
    external_id: Option<String>,
    fingerprint: String,
    number: String,
    vendor_id: String,
    status: String,
    issued_on: String,
    due_on: String,
    lines: String,
    total_amount: String,
    total_currency: String,
    memo: Option<String>,
    created_at: i64,
}

impl TryFrom<InvoiceRow> for Invoice {
    type Error = StoreError;

    fn try_from(row: InvoiceRow) -> Result<Self, StoreError> {
        Ok(Self {
            status: word(InvoiceStatus::of(&row.status), &row.status)?,
            lines: from_json(&row.lines)?,
            invoice_id: row.invoice_id,
            org_id: row.org_id,
            external_id: row.external_id,
            fingerprint: row.fingerprint,
            number: row.number,
            vendor_id: row.vendor_id,
            issued_on: row.issued_on,
            due_on: row.due_on,
            total_amount: row.total_amount,
            total_currency: row.total_currency,
            memo: row.memo,
            created_at: row.created_at,
        })
    }
}

#[derive(FromRow)]
struct PaymentRow {
    payment_id: String,
    org_id: String,
    external_id: String,
    fingerprint: String,
    invoice_id: String,
    amount: String,
    currency: String,
    method: String,
    status: String,
    created_at: i64,
    settled_at: Option<i64>,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = StoreError;

    fn try_from(row: PaymentRow) -> Result<Self, StoreError> {
        Ok(Self {
            status: word(PaymentStatus::of(&row.status), &row.status)?,
            payment_id: row.payment_id,
            org_id: row.org_id,
            external_id: row.external_id,
            fingerprint: row.fingerprint,
            invoice_id: row.invoice_id,
            amount: row.amount,
            currency: row.currency,
            method: row.method,
            created_at: row.created_at,
            settled_at: row.settled_at,
        })
    }
}

fn after(page: &Page) -> (Option<i64>, Option<String>) {
    page.after.as_ref().map_or((None, None), |p| match p.key {
        SortKey::Number(at) => (Some(at), Some(p.id.clone())),
        SortKey::Text(_) => (None, None),
    })
}

fn decimal(text: &str) -> Result<Decimal, StoreError> {
    Decimal::parse(text).map_err(|e| StoreError::Corrupt(format!("amount {e}")))
}

impl LedgerStore for Sqlite {
    fn create_invoice<'a>(&'a self, invoice: &'a Invoice, audit: &'a AuditEntry) -> Reply<'a, Created<Invoice>> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            let there: Option<InvoiceRow> =
                sqlx::query_as("SELECT * FROM invoices WHERE org_id = ?1 AND external_id = ?2")
                    .bind(&invoice.org_id)
                    .bind(&invoice.external_id)
                    .fetch_optional(&mut *tx)
                    .await?;
            if let Some(row) = there {
                let there = Invoice::try_from(row)?;
                return Ok(if there.fingerprint == invoice.fingerprint {
                    Created::Same(there)
                } else {
                    Created::Conflict
                });
            }
            sqlx::query(
                "INSERT INTO invoices (invoice_id, org_id, external_id, fingerprint, number, vendor_id, status, issued_on,
                    due_on, lines, total_amount, total_currency, memo, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .bind(&invoice.invoice_id)
            .bind(&invoice.org_id)
            .bind(&invoice.external_id)
            .bind(&invoice.fingerprint)
            .bind(&invoice.number)
            .bind(&invoice.vendor_id)
            .bind(invoice.status.as_str())
            .bind(&invoice.issued_on)
            .bind(&invoice.due_on)
            .bind(to_json(&invoice.lines)?)
            .bind(&invoice.total_amount)
            .bind(&invoice.total_currency)
            .bind(&invoice.memo)
            .bind(invoice.created_at)
            .execute(&mut *tx)
            .await?;
            insert_audit(&mut tx, audit).await?;
            tx.commit().await?;
            Ok(Created::New(invoice.clone()))
        })
    }

    fn invoice<'a>(&'a self, org_id: &'a str, invoice_id: &'a str) -> Reply<'a, Option<Invoice>> {
        Box::pin(async move {
            let row: Option<InvoiceRow> =
                sqlx::query_as("SELECT * FROM invoices WHERE org_id = ?1 AND invoice_id = ?2")
                    .bind(org_id)
                    .bind(invoice_id)
                    .fetch_optional(&self.readers)
                    .await?;
            row.map(Invoice::try_from).transpose()
        })
    }

    fn invoices<'a>(&'a self, org_id: &'a str, filter: &'a InvoiceFilter, page: &'a Page) -> Reply<'a, Vec<Invoice>> {
        Box::pin(async move {
            let (after_at, after_id) = after(page);
            let rows: Vec<InvoiceRow> = sqlx::query_as(
                "SELECT * FROM invoices
                 WHERE org_id = ?1
                   AND (?2 IS NULL OR status = ?2)
                   AND (?3 IS NULL OR vendor_id = ?3)
                   AND (?4 IS NULL OR external_id = ?4)
                   AND (?5 IS NULL OR issued_on >= ?5)
                   AND (?6 IS NULL OR issued_on <= ?6)
                   AND (?7 IS NULL OR (created_at, invoice_id) < (?7, ?8))
                 ORDER BY created_at DESC, invoice_id DESC LIMIT ?9",
            )
            .bind(org_id)
            .bind(filter.status.map(InvoiceStatus::as_str))
            .bind(&filter.vendor_id)
            .bind(&filter.external_id)
            .bind(&filter.issued_from)
            .bind(&filter.issued_to)
            .bind(after_at)
            .bind(after_id)
            .bind(page.limit)
            .fetch_all(&self.readers)
            .await?;
            rows.into_iter().map(Invoice::try_from).collect()
        })
    }

    fn create_payment<'a>(&'a self, payment: &'a Payment, audit: &'a AuditEntry) -> Reply<'a, Created<Payment>> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            let there: Option<PaymentRow> =
                sqlx::query_as("SELECT * FROM payments WHERE org_id = ?1 AND external_id = ?2")
                    .bind(&payment.org_id)
                    .bind(&payment.external_id)
                    .fetch_optional(&mut *tx)
                    .await?;
            if let Some(row) = there {
                let there = Payment::try_from(row)?;
                return Ok(if there.fingerprint == payment.fingerprint {
                    Created::Same(there)
                } else {
                    Created::Conflict
                });
            }
            // Under the write lock, so that two payments cannot both take what is left of an invoice.
            let invoice: Option<(String, String, String)> = sqlx::query_as(
                "SELECT status, total_amount, total_currency FROM invoices WHERE org_id = ?1 AND invoice_id = ?2",
            )
            .bind(&payment.org_id)
            .bind(&payment.invoice_id)
            .fetch_optional(&mut *tx)
            .await?;
            let Some((status, total, currency)) = invoice else { return Ok(Created::Refused) };
            let paid: Vec<String> =
                sqlx::query_scalar("SELECT amount FROM payments WHERE invoice_id = ?1 AND status <> 'failed'")
                    .bind(&payment.invoice_id)
                    .fetch_all(&mut *tx)
                    .await?;
            let mut sum = Some(decimal(&payment.amount)?);
            for amount in &paid {
                let amount = decimal(amount)?;
                sum = sum.and_then(|s| s.plus(amount));
            }
            let total = decimal(&total)?;
            if status != InvoiceStatus::Open.as_str()
                || currency != payment.currency
                || sum.is_none_or(|sum| sum > total)
            {
                return Ok(Created::Refused);
            }
            sqlx::query(
                "INSERT INTO payments (payment_id, org_id, external_id, fingerprint, invoice_id, amount, currency, method,
                    status, created_at, settled_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .bind(&payment.payment_id)
            .bind(&payment.org_id)
            .bind(&payment.external_id)
            .bind(&payment.fingerprint)
            .bind(&payment.invoice_id)
            .bind(&payment.amount)
            .bind(&payment.currency)
            .bind(&payment.method)
            .bind(payment.status.as_str())
            .bind(payment.created_at)
            .bind(payment.settled_at)
            .execute(&mut *tx)
            .await?;
            insert_audit(&mut tx, audit).await?;
            tx.commit().await?;
            Ok(Created::New(payment.clone()))
        })
    }

    fn payment<'a>(&'a self, org_id: &'a str, payment_id: &'a str) -> Reply<'a, Option<Payment>> {
        Box::pin(async move {
            let row: Option<PaymentRow> =
                sqlx::query_as("SELECT * FROM payments WHERE org_id = ?1 AND payment_id = ?2")
                    .bind(org_id)
                    .bind(payment_id)
                    .fetch_optional(&self.readers)
                    .await?;
            row.map(Payment::try_from).transpose()
        })
    }

    fn payment_by_external_id<'a>(&'a self, org_id: &'a str, external_id: &'a str) -> Reply<'a, Option<Payment>> {
        Box::pin(async move {
            let row: Option<PaymentRow> =
                sqlx::query_as("SELECT * FROM payments WHERE org_id = ?1 AND external_id = ?2")
                    .bind(org_id)
                    .bind(external_id)
                    .fetch_optional(&self.readers)
                    .await?;
            row.map(Payment::try_from).transpose()
        })
    }

    fn payments<'a>(&'a self, org_id: &'a str, filter: &'a PaymentFilter, page: &'a Page) -> Reply<'a, Vec<Payment>> {
        Box::pin(async move {
            let (after_at, after_id) = after(page);
            let rows: Vec<PaymentRow> = sqlx::query_as(
                "SELECT * FROM payments
                 WHERE org_id = ?1
                   AND (?2 IS NULL OR status = ?2)
                   AND (?3 IS NULL OR invoice_id = ?3)
                   AND (?4 IS NULL OR external_id = ?4)
                   AND (?5 IS NULL OR (created_at, payment_id) < (?5, ?6))
                 ORDER BY created_at DESC, payment_id DESC LIMIT ?7",
            )
            .bind(org_id)
            .bind(filter.status.map(PaymentStatus::as_str))
            .bind(&filter.invoice_id)
            .bind(&filter.external_id)
            .bind(after_at)
            .bind(after_id)
            .bind(page.limit)
            .fetch_all(&self.readers)
            .await?;
            rows.into_iter().map(Payment::try_from).collect()
        })
    }
}
