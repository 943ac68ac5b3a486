//! `Invoices`: entering and reading invoices.

use covenant_api::invoices::{
    CreateInvoice, CreateInvoiceCreatedHeaders, CreateInvoiceOutcome, GetInvoice, GetInvoiceOutcome, Invoices,
    ListInvoices, ListInvoicesOkHeaders, ListInvoicesOutcome,
};
use covenant_api::runtime as rt;
use covenant_api::types;

use crate::erp::{Caller, Erp, refusal};
use crate::invoices::NewInvoice;
use crate::paging::Ask;
use crate::store::{Invoice, InvoiceFilter, InvoiceLine, InvoiceStatus};
use crate::wire::{day, moment, money};

impl Invoices<Caller> for Erp {
    async fn create_invoice(&self, call: CreateInvoice, caller: Caller) -> CreateInvoiceOutcome {
        let entered = async {
            let caller = caller.token()?;
            let body = call.body;
            let lines = body.lines.into_iter().map(|line| InvoiceLine {
                description: line.description,
                quantity: line.quantity,
                unit_amount: line.unit_price.amount,
                currency: line.unit_price.currency,
            });
            let new = NewInvoice {
                external_id: body.external_id,
                number: body.number,
                vendor_id: body.vendor_id,
                issued_on: body.issued_on.into(),
                due_on: body.due_on.into(),
                lines: lines.collect(),
                memo: body.memo.value(),
            };
            let entered = self.0.invoices.create(caller.org_id(), caller.actor(), &new).await;
            let entered = entered.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>((invoice(&entered.record)?, entered.new))
        };
        match entered.await {
            Err(problem) => problem.into(),
            Ok((invoice, false)) => CreateInvoiceOutcome::Ok(invoice),
            Ok((invoice, true)) => {
                let location = format!("/v1/invoices/{}", invoice.id);
                CreateInvoiceOutcome::Created(invoice, CreateInvoiceCreatedHeaders { location })
            }
        }
    }

    async fn get_invoice(&self, call: GetInvoice, caller: Caller) -> GetInvoiceOutcome {
        let found = async {
            let caller = caller.token()?;
            invoice(&self.0.invoices.get(caller.org_id(), &call.invoice_id).await.map_err(|p| refusal(&p))?)
        };
        found.await.map_or_else(Into::into, GetInvoiceOutcome::Ok)
    }

    async fn list_invoices(&self, call: ListInvoices, caller: Caller) -> ListInvoicesOutcome {
        let page = async {
            let caller = caller.token()?;
            let filter = InvoiceFilter {
                status: call.status.and_then(|s| InvoiceStatus::of(s.as_str())),
                vendor_id: call.vendor_id,
                external_id: call.external_id,
                issued_from: call.issued_from.map(Into::into),
                issued_to: call.issued_to.map(Into::into),
            };
            let ask = Ask { cursor: call.cursor, limit: Some(call.limit.into()) };
            let listed = self.0.invoices.list(caller.org_id(), &filter, &ask).await.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>(types::InvoicePage {
                data: listed.data.iter().map(invoice).collect::<Result<_, _>>()?,
                next_cursor: listed.next_cursor,
            })
        };
        page.await.map_or_else(Into::into, |page| ListInvoicesOutcome::Ok(page, ListInvoicesOkHeaders::default()))
    }
}

fn invoice(invoice: &Invoice) -> Result<types::Invoice, rt::Problem> {
    let lines = invoice.lines.iter().map(|line| types::InvoiceLine {
        description: line.description.clone(),
        quantity: line.quantity.clone(),
        unit_price: money(&line.unit_amount, &line.currency),
    });
    Ok(types::Invoice {
        created_at: moment(invoice.created_at)?,
        due_on: day(&invoice.due_on)?,
        id: invoice.invoice_id.clone(),
        issued_on: day(&invoice.issued_on)?,
        lines: lines.collect(),
        memo: invoice.memo.clone(),
        number: invoice.number.clone(),
        status: match invoice.status {
            InvoiceStatus::Draft => types::InvoiceStatus::Draft,
            InvoiceStatus::Open => types::InvoiceStatus::Open,
            InvoiceStatus::Paid => types::InvoiceStatus::Paid,
            InvoiceStatus::Void => types::InvoiceStatus::Void,
        },
        total: money(&invoice.total_amount, &invoice.total_currency),
        vendor_id: invoice.vendor_id.clone(),
        external_id: invoice.external_id.clone(),
    })
}
