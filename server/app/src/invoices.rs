//! Invoices of an organisation.

use std::sync::Arc;

use serde_json::json;

use crate::clock::{Clock, is_date};
use crate::cursor::{Cursors, Position, SortKey};
use crate::events::audit;
use crate::gate::unavailable;
use crate::ids::{INVOICE, new_id};
use crate::money::{Currency, Decimal, Money};
use crate::paging::{Ask, Listed, Listing, fingerprint};
use crate::problem::{FieldError, Kind, Problem};
use crate::store::{Created, Invoice, InvoiceFilter, InvoiceLine, InvoiceStatus, Store};

/// An invoice to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvoice {
    /// The organisation's own id
    pub external_id: Option<String>,
    /// The vendor's number
    pub number: String,
    /// Who bills
    pub vendor_id: String,
    /// `YYYY-MM-DD`
    pub issued_on: String,
    /// `YYYY-MM-DD`
    pub due_on: String,
    /// What is billed
    pub lines: Vec<InvoiceLine>,
    /// A note
    pub memo: Option<String>,
}

/// What became of a creation: the record, and whether it is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered<T> {
    /// The record
    pub record: T,
    /// Whether this very call made it
    pub new: bool,
}

/// Enters and reads invoices.
pub struct Invoices {
    store: Arc<dyn Store>,
    cursors: Cursors,
    clock: Clock,
}

impl Invoices {
    /// The invoices of a store.
    pub fn new(store: Arc<dyn Store>, cursors: Cursors, clock: Clock) -> Self {
        Self { store, cursors, clock }
    }

    /// Enters an invoice. With an `external_id`, a repeated request gives the same invoice.
    ///
    /// # Errors
    /// 400 with what is wrong, 409 when the `external_id` belongs to another request, 503.
    pub async fn create(&self, org_id: &str, actor: &str, new: &NewInvoice) -> Result<Entered<Invoice>, Problem> {
        let mut errors = Vec::new();
        check_dates(new, &mut errors);
        let total = total(&new.lines, &mut errors);
        let vendor = self.store.vendor(org_id, &new.vendor_id).await.map_err(|e| unavailable(&e))?;
        if vendor.is_none() {
            errors.push(FieldError::at("/vendor_id", "is not a vendor of the organisation"));
        }
        let Some(total) = total.filter(|_| errors.is_empty()) else {
            return Err(Problem::new(Kind::BadRequest).errors(errors));
        };
        let meaning = json!({
            "number": new.number, "vendor_id": new.vendor_id, "issued_on": new.issued_on, "due_on": new.due_on,
            "lines": new.lines, "memo": new.memo,
        });
        let now = self.clock.now();
        let invoice = Invoice {
            invoice_id: new_id(INVOICE),
            org_id: org_id.to_owned(),
            external_id: new.external_id.clone(),
            fingerprint: fingerprint(&meaning),
            number: new.number.clone(),
            vendor_id: new.vendor_id.clone(),
            status: InvoiceStatus::Open,
            issued_on: new.issued_on.clone(),
            due_on: new.due_on.clone(),
            lines: new.lines.clone(),
            total_amount: total.amount_text(),
            total_currency: total.currency.code().to_owned(),
            memo: new.memo.clone(),
            created_at: now,
        };
        let detail = json!({ "number": invoice.number, "vendor_id": invoice.vendor_id });
        let entry = audit(org_id, now, actor, "invoice.created", &invoice.invoice_id, &detail);
        match self.store.create_invoice(&invoice, &entry).await.map_err(|e| unavailable(&e))? {
            Created::New(record) => Ok(Entered { record, new: true }),
            Created::Same(record) => Ok(Entered { record, new: false }),
            Created::Conflict | Created::Refused => Err(Problem::new(Kind::Conflict)
                .detail("The external_id was used with another body.")
                .errors(vec![FieldError::at("/external_id", "was used with another body")])),
        }
    }

    /// An invoice of the organisation.
    ///
    /// # Errors
    /// 404, 503.
    pub async fn get(&self, org_id: &str, invoice_id: &str) -> Result<Invoice, Problem> {
        let invoice = self.store.invoice(org_id, invoice_id).await.map_err(|e| unavailable(&e))?;
        invoice.ok_or_else(|| Problem::new(Kind::NotFound))
    }

    /// Invoices of the organisation, newest first.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong, 503.
    pub async fn list(&self, org_id: &str, filter: &InvoiceFilter, ask: &Ask) -> Result<Listed<Invoice>, Problem> {
        let mut errors = Vec::new();
        for (name, day) in [("issued_from", &filter.issued_from), ("issued_to", &filter.issued_to)] {
            if day.as_deref().is_some_and(|d| !is_date(d)) {
                errors.push(FieldError::parameter(name, "must be a date such as 2026-10-01"));
            }
        }
        if !errors.is_empty() {
            return Err(Problem::new(Kind::BadRequest).errors(errors));
        }
        let binding = json!([
            filter.status.map(InvoiceStatus::as_str),
            filter.vendor_id,
            filter.external_id,
            filter.issued_from,
            filter.issued_to,
        ]);
        let (listing, page) = Listing::new(&self.cursors, "invoices", org_id, &binding, ask)?;
        let invoices = self.store.invoices(org_id, filter, &page).await.map_err(|e| unavailable(&e))?;
        Ok(listing.page(invoices, |i| Position { key: SortKey::Number(i.created_at), id: i.invoice_id.clone() }))
    }
}

fn check_dates(new: &NewInvoice, errors: &mut Vec<FieldError>) {
    for (pointer, day) in [("/issued_on", &new.issued_on), ("/due_on", &new.due_on)] {
        if !is_date(day) {
            errors.push(FieldError::at(pointer, "must be a date such as 2026-10-01"));
        }
    }
    // Such dates sort like their text.
    if errors.is_empty() && new.due_on < new.issued_on {
        errors.push(FieldError::at("/due_on", "must not be before issued_on"));
    }
}

/// The sum of lines of one currency, each rounded to it. Nothing when something is wrong.
pub fn total(lines: &[InvoiceLine], errors: &mut Vec<FieldError>) -> Option<Money> {
    let mut sum: Option<Money> = None;
    let before = errors.len();
    if lines.is_empty() {
        errors.push(FieldError::at("/lines", "must hold a line"));
    }
    for (i, line) in lines.iter().enumerate() {
        let quantity = Decimal::parse(&line.quantity)
            .map_err(|e| errors.push(FieldError::at(format!("/lines/{i}/quantity"), e.to_string())));
        let price = Money::parse(&line.unit_amount, &line.currency).map_err(|e| {
            let member = if Currency::of(&line.currency).is_none() { "currency" } else { "amount" };
            errors.push(FieldError::at(format!("/lines/{i}/unit_price/{member}"), e.to_string()));
        });
        let (Ok(quantity), Ok(price)) = (quantity, price) else { continue };
        let amount = price.amount.times(quantity, price.currency.digits());
        let so_far = sum.unwrap_or(Money { amount: Decimal::ZERO, currency: price.currency });
        if so_far.currency != price.currency {
            errors.push(FieldError::at(format!("/lines/{i}/unit_price/currency"), "must be the same in all lines"));
            continue;
        }
        match amount.and_then(|a| so_far.amount.plus(a)) {
            Some(amount) => sum = Some(Money { amount, currency: price.currency }),
            None => errors.push(FieldError::at(format!("/lines/{i}"), "makes the sum too large")),
        }
    }
    sum.filter(|_| errors.len() == before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: &str, amount: &str, currency: &str) -> InvoiceLine {
        InvoiceLine {
            description: "x".into(),
            quantity: quantity.into(),
            unit_amount: amount.into(),
            currency: currency.into(),
        }
    }

    #[test]
    fn the_total_is_the_sum_of_rounded_lines() {
        let mut errors = Vec::new();
        let sum =
            total(&[line("25", "50.00", "EUR"), line("3", "0.3333", "EUR"), line("-1", "1.00", "EUR")], &mut errors);
        assert_eq!(sum.map(|m| m.to_string()).as_deref(), Some("1250.00 EUR"));
        assert!(errors.is_empty());
    }

    #[test]
    fn every_wrong_line_is_named_with_its_place() {
        let mut errors = Vec::new();
        let lines = [
            line("1", "1.00", "EUR"),
            line("1", "1.00", "USD"),
            line("x", "1.00", "EUR"),
            line("1", "1,00", "EUR"),
            line("1", "1.00", "EURO"),
        ];
        assert_eq!(total(&lines, &mut errors), None);
        let places: Vec<_> = errors.iter().filter_map(|e| e.pointer.as_deref()).collect();
        assert_eq!(
            places,
            [
                "/lines/1/unit_price/currency",
                "/lines/2/quantity",
                "/lines/3/unit_price/amount",
                "/lines/4/unit_price/currency"
            ]
        );
        errors.clear();
        assert_eq!(total(&[line("999999999999999", "999999999999999", "EUR")], &mut errors), None);
        assert_eq!(errors.len(), 1);
    }
}
