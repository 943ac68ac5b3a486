//! Sample data: one organisation with vendors, 57 invoices (so that pages show), and payments. Everything but the ids and
//! the day it is made on is the same each time.

use std::sync::Arc;

use serde_json::json;

use crate::clock::{Millis, date_of};
use crate::events::audit;
use crate::ids::{INVOICE, ORGANISATION, PAYMENT, VENDOR, new_id};
use crate::invoices::total;
use crate::money::{Decimal, Money};
use crate::store::{
    Address, Invoice, InvoiceLine, InvoiceStatus, Organisation, Payment, PaymentStatus, Store, StoreError, Vendor,
};

/// Number of invoices.
pub const INVOICES: usize = 57;

const DAY: Millis = 24 * 60 * 60 * 1000;

/// Name, tax number, mail address, street, postal code, city, country, currency.
#[rustfmt::skip]
const VENDORS: &[[&str; 8]] = &[
    ["Stahlhandel Nord GmbH", "DE136695976", "rechnung@stahlhandel-nord.example", "Hafenstrasse 12", "20457", "Hamburg", "DE", "EUR"],
    ["Papeterie Lumière SARL", "FR40303265045", "factures@papeterie-lumiere.example", "8 rue des Lilas", "69003", "Lyon", "FR", "EUR"],
    ["Harbour Freight Forwarding Ltd", "GB980780684", "accounts@harbour-freight.example", "3 Quay Street", "BS1 4DA", "Bristol", "GB", "GBP"],
    ["Blue Ridge Office Supply LLC", "", "ar@blueridge-office.example", "410 Patton Avenue", "28801", "Asheville", "US", "USD"],
    ["Nordisk Kemi AS", "NO974760673MVA", "faktura@nordisk-kemi.example", "Industriveien 4", "3270", "Larvik", "NO", "NOK"],
    ["Kyoto Precision K.K.", "", "seikyu@kyoto-precision.example", "12 Nishioji", "615-0022", "Kyoto", "JP", "JPY"],
    ["Officina Meccanica Bellini S.r.l.", "IT00743110157", "", "Via dei Tigli 27", "40128", "Bologna", "IT", "EUR"],
    ["Van der Berg Logistics B.V.", "NL004495445B01", "facturen@vdberg-logistics.example", "Kade 9", "3011 AA", "Rotterdam", "NL", "EUR"],
    ["Cloudberry Hosting Oy", "FI20774740", "billing@cloudberry-hosting.example", "Satamakatu 2", "33200", "Tampere", "FI", "EUR"],
];

/// What is bought: description, quantity, price of one.
const GOODS: &[(&str, &str, &str)] = &[
    ("Steel sheet, 2 mm", "25", "50.00"),
    ("Pallet transport", "3", "184.50"),
    ("Copy paper A4, box", "40", "21.90"),
    ("Bearing 6204-2RS", "120", "4.35"),
    ("Consulting, hours", "12.5", "145.00"),
    ("Solvent, litres", "200", "3.75"),
    ("Hosting, month", "1", "890.00"),
];

/// Adds the sample organisation and its data, unless there is an organisation.
///
/// # Errors
/// When the store fails.
pub async fn fill(store: &Arc<dyn Store>, grants: &[String], now: Millis) -> Result<Organisation, StoreError> {
    if let Some(organisation) = store.first_organisation().await? {
        return Ok(organisation);
    }
    let organisation = Organisation {
        org_id: new_id(ORGANISATION),
        name: "Northwind Manufacturing".into(),
        created_at: now - 400 * DAY,
    };
    store.add_organisation(&organisation, grants).await?;
    let org = organisation.org_id.as_str();
    let mut vendors = Vec::new();
    for [name, tax_id, email, street, postal_code, city, country, currency] in VENDORS {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let vendor = Vendor {
            vendor_id: new_id(VENDOR),
            org_id: org.to_owned(),
            name: (*name).to_owned(),
            tax_id: given(tax_id),
            email: given(email),
            address: Address {
                lines: vec![(*street).to_owned()],
                postal_code: given(postal_code),
                city: (*city).to_owned(),
                country: (*country).to_owned(),
            },
            created_at: now - 390 * DAY,
        };
        store.add_vendor(&vendor).await?;
        vendors.push((vendor.vendor_id, *currency));
    }
    for n in 0..INVOICES {
        // The oldest first, so that ids and moments agree.
        let age = i64::try_from(INVOICES - n).unwrap_or(0);
        let at = now - age * 5 * DAY;
        let (vendor_id, currency) = &vendors[n % vendors.len()];
        let status = match n % 10 {
            0 => InvoiceStatus::Draft,
            7 => InvoiceStatus::Void,
            1 | 2 | 4 | 5 => InvoiceStatus::Paid,
            _ => InvoiceStatus::Open,
        };
        let invoice = invoice(org, n, vendor_id, currency, status, at);
        let entry = audit(org, at, "system", "invoice.created", &invoice.invoice_id, &json!({ "sample": true }));
        store.create_invoice(&invoice, &entry).await?;
        if let Some(payment) = payment(org, n, &invoice, at, now) {
            let entry = audit(org, at, "system", "payment.created", &payment.payment_id, &json!({ "sample": true }));
            store.create_payment(&payment, &entry).await?;
        }
    }
    Ok(organisation)
}

fn invoice(org: &str, n: usize, vendor_id: &str, currency: &str, status: InvoiceStatus, at: Millis) -> Invoice {
    let lines: Vec<InvoiceLine> = (0..=n % 3)
        .map(|i| {
            let (description, quantity, price) = GOODS[(n + i) % GOODS.len()];
            // A currency without coins has prices without decimals.
            let price = match (Money::parse(price, currency), Decimal::parse("100")) {
                (Ok(money), Ok(hundred)) if !money.is_payable() => {
                    money.amount.times(hundred, 0).map_or_else(|| price.to_owned(), |d| d.text(0))
                }
                _ => price.to_owned(),
            };
            InvoiceLine {
                description: description.to_owned(),
                quantity: quantity.to_owned(),
                unit_amount: price,
                currency: currency.to_owned(),
            }
        })
        .collect();
    let sum = total(&lines, &mut Vec::new());
    let number = 1 + n;
    Invoice {
        invoice_id: new_id(INVOICE),
        org_id: org.to_owned(),
        external_id: Some(format!("sample-{number:04}")),
        fingerprint: format!("sample-{number:04}"),
        number: format!("INV-{}-{number:04}", &date_of(at)[..4]),
        vendor_id: vendor_id.to_owned(),
        status,
        issued_on: date_of(at),
        due_on: date_of(at + 30 * DAY),
        total_amount: sum.map(|m| m.amount_text()).unwrap_or_default(),
        total_currency: currency.to_owned(),
        lines,
        memo: (n % 8 == 3).then(|| "Delivered in two parts.".to_owned()),
        created_at: at,
    }
}

/// Half of every open invoice is paid or on its way.
fn payment(org: &str, n: usize, invoice: &Invoice, at: Millis, now: Millis) -> Option<Payment> {
    if invoice.status != InvoiceStatus::Open {
        return None;
    }
    let total = Money::parse(&invoice.total_amount, &invoice.total_currency).ok()?;
    let part = total.amount.times(Decimal::parse("0.5").ok()?, total.currency.digits())?;
    let settled = n.is_multiple_of(3);
    Some(Payment {
        payment_id: new_id(PAYMENT),
        org_id: org.to_owned(),
        external_id: format!("sample-pay-{:04}", n + 1),
        fingerprint: format!("sample-pay-{:04}", n + 1),
        invoice_id: invoice.invoice_id.clone(),
        amount: part.text(total.currency.digits()),
        currency: invoice.total_currency.clone(),
        method: match n % 3 {
            0 => json!({ "type": "bank_transfer", "iban": "DE89370400440532013000", "bic": "COBADEFFXXX" }),
            1 => json!({ "type": "card", "card_id": "card_77", "last4": "4242" }),
            _ => json!({ "type": "direct_debit", "mandate": "MND-2024-7" }),
        }
        .to_string(),
        status: if settled { PaymentStatus::Settled } else { PaymentStatus::Pending },
        created_at: (at + 2 * DAY).min(now),
        settled_at: settled.then(|| (at + 4 * DAY).min(now)),
    })
}
