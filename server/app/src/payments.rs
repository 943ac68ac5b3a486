//! Payments of an organisation on its invoices.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::clock::Clock;
use crate::cursor::{Cursors, Position, SortKey};
use crate::events::audit;
use crate::gate::unavailable;
use crate::ids::{PAYMENT, new_id};
use crate::invoices::Entered;
use crate::money::{Currency, Decimal, Money};
use crate::paging::{Ask, Listed, Listing, fingerprint};
use crate::problem::{FieldError, Kind, Problem};
use crate::store::{Created, Payment, PaymentFilter, PaymentStatus, Store};

/// A payment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// The organisation's own id
    pub external_id: String,
    /// What is paid
    pub invoice_id: String,
    /// How much, decimal
    pub amount: String,
    /// Its currency
    pub currency: String,
    /// How, as the specification's `PaymentMethod`
    pub method: Value,
}

/// Makes and reads payments.
pub struct Payments {
    store: Arc<dyn Store>,
    cursors: Cursors,
    clock: Clock,
}

impl Payments {
    /// The payments of a store.
    pub fn new(store: Arc<dyn Store>, cursors: Cursors, clock: Clock) -> Self {
        Self { store, cursors, clock }
    }

    /// Makes a payment, once for an `external_id`.
    ///
    /// # Errors
    /// 400 with what is wrong, 409 when the `external_id` belongs to another request or the invoice is not open or has
    /// less left to pay, 503.
    pub async fn create(&self, org_id: &str, actor: &str, new: &NewPayment) -> Result<Entered<Payment>, Problem> {
        let meaning = json!({
            "invoice_id": new.invoice_id, "amount": new.amount, "currency": new.currency, "method": sorted(&new.method),
        });
        let fingerprint = fingerprint(&meaning);
        // First of all: a repeated call must get its answer even when the invoice was paid meanwhile.
        let there = self.store.payment_by_external_id(org_id, &new.external_id).await.map_err(|e| unavailable(&e))?;
        if let Some(there) = there {
            return if there.fingerprint == fingerprint {
                Ok(Entered { record: there, new: false })
            } else {
                Err(taken())
            };
        }
        let amount = self.check(org_id, new).await?;
        let now = self.clock.now();
        let payment = Payment {
            payment_id: new_id(PAYMENT),
            org_id: org_id.to_owned(),
            external_id: new.external_id.clone(),
            fingerprint,
            invoice_id: new.invoice_id.clone(),
            amount: amount.amount_text(),
            currency: amount.currency.code().to_owned(),
            method: new.method.to_string(),
            status: PaymentStatus::Pending,
            created_at: now,
            settled_at: None,
        };
        let detail =
            json!({ "invoice_id": payment.invoice_id, "amount": payment.amount, "currency": payment.currency });
        let entry = audit(org_id, now, actor, "payment.created", &payment.payment_id, &detail);
        match self.store.create_payment(&payment, &entry).await.map_err(|e| unavailable(&e))? {
            Created::New(record) => Ok(Entered { record, new: true }),
            Created::Same(record) => Ok(Entered { record, new: false }),
            Created::Conflict => Err(taken()),
            Created::Refused => Err(Problem::new(Kind::Conflict)
                .detail("The invoice is not open, or less than this is left to pay.")
                .errors(vec![FieldError::at("/amount", "must be at most what is left to pay of an open invoice")])),
        }
    }

    async fn check(&self, org_id: &str, new: &NewPayment) -> Result<Money, Problem> {
        let mut errors = Vec::new();
        let amount = Money::parse(&new.amount, &new.currency).map_err(|e| {
            let member = if Currency::of(&new.currency).is_none() { "currency" } else { "amount" };
            errors.push(FieldError::at(format!("/amount/{member}"), e.to_string()));
        });
        if let Ok(amount) = &amount {
            if amount.amount <= Decimal::ZERO {
                errors.push(FieldError::at("/amount/amount", "must be more than 0"));
            }
            if !amount.is_payable() {
                errors.push(FieldError::at("/amount/amount", "must not have more decimals than the currency"));
            }
        }
        let invoice = self.store.invoice(org_id, &new.invoice_id).await.map_err(|e| unavailable(&e))?;
        match (&invoice, &amount) {
            (None, _) => errors.push(FieldError::at("/invoice_id", "is not an invoice of the organisation")),
            (Some(invoice), Ok(amount)) if invoice.total_currency != amount.currency.code() => {
                errors.push(FieldError::at("/amount/currency", "must be the currency of the invoice"));
            }
            _ => {}
        }
        match amount {
            Ok(amount) if errors.is_empty() => Ok(amount),
            _ => Err(Problem::new(Kind::BadRequest).errors(errors)),
        }
    }

    /// A payment of the organisation.
    ///
    /// # Errors
    /// 404, 503.
    pub async fn get(&self, org_id: &str, payment_id: &str) -> Result<Payment, Problem> {
        let payment = self.store.payment(org_id, payment_id).await.map_err(|e| unavailable(&e))?;
        payment.ok_or_else(|| Problem::new(Kind::NotFound))
    }

    /// Payments of the organisation, newest first.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong, 503.
    pub async fn list(&self, org_id: &str, filter: &PaymentFilter, ask: &Ask) -> Result<Listed<Payment>, Problem> {
        let binding = json!([filter.status.map(PaymentStatus::as_str), filter.invoice_id, filter.external_id]);
        let (listing, page) = Listing::new(&self.cursors, "payments", org_id, &binding, ask)?;
        let payments = self.store.payments(org_id, filter, &page).await.map_err(|e| unavailable(&e))?;
        Ok(listing.page(payments, |p| Position { key: SortKey::Number(p.created_at), id: p.payment_id.clone() }))
    }
}

fn taken() -> Problem {
    Problem::new(Kind::Conflict)
        .detail("The external_id was used with another body.")
        .errors(vec![FieldError::at("/external_id", "was used with another body")])
}

/// The same value with its members sorted: the order in which they were sent has no meaning.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}
