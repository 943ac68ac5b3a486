//! `Payments`: making and reading payments.

use covenant_api::payments::{
    CreatePayment, CreatePaymentCreatedHeaders, CreatePaymentOutcome, GetPayment, GetPaymentOutcome, ListPayments,
    ListPaymentsOkHeaders, ListPaymentsOutcome, Payments,
};
use covenant_api::runtime::{self as rt, Json as _};
use covenant_api::types;

use crate::erp::{Caller, Erp, refusal};
use crate::paging::Ask;
use crate::payments::NewPayment;
use crate::store::{Payment, PaymentFilter, PaymentStatus};
use crate::wire::{corrupt, moment, moment_or_none, money};

impl Payments<Caller> for Erp {
    async fn create_payment(&self, call: CreatePayment, caller: Caller) -> CreatePaymentOutcome {
        let made = async {
            let caller = caller.token()?;
            let body = call.body;
            let new = NewPayment {
                external_id: body.external_id,
                invoice_id: body.invoice_id,
                amount: body.amount.amount,
                currency: body.amount.currency,
                method: body.method.write(),
            };
            let made = self.0.payments.create(caller.org_id(), caller.actor(), &new).await;
            let made = made.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>((payment(&made.record)?, made.new))
        };
        match made.await {
            Err(problem) => problem.into(),
            Ok((payment, false)) => CreatePaymentOutcome::Ok(payment),
            Ok((payment, true)) => {
                let location = format!("/v1/payments/{}", payment.id);
                CreatePaymentOutcome::Created(payment, CreatePaymentCreatedHeaders { location })
            }
        }
    }

    async fn get_payment(&self, call: GetPayment, caller: Caller) -> GetPaymentOutcome {
        let found = async {
            let caller = caller.token()?;
            payment(&self.0.payments.get(caller.org_id(), &call.payment_id).await.map_err(|p| refusal(&p))?)
        };
        found.await.map_or_else(Into::into, GetPaymentOutcome::Ok)
    }

    async fn list_payments(&self, call: ListPayments, caller: Caller) -> ListPaymentsOutcome {
        let page = async {
            let caller = caller.token()?;
            let filter = PaymentFilter {
                status: call.status.and_then(|s| PaymentStatus::of(s.as_str())),
                invoice_id: call.invoice_id,
                external_id: call.external_id,
            };
            let ask = Ask { cursor: call.cursor, limit: Some(call.limit.into()) };
            let listed = self.0.payments.list(caller.org_id(), &filter, &ask).await.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>(types::PaymentPage {
                data: listed.data.iter().map(payment).collect::<Result<_, _>>()?,
                next_cursor: listed.next_cursor,
            })
        };
        page.await.map_or_else(Into::into, |page| ListPaymentsOutcome::Ok(page, ListPaymentsOkHeaders::default()))
    }
}

fn payment(payment: &Payment) -> Result<types::Payment, rt::Problem> {
    let method = serde_json::from_str(&payment.method).ok().and_then(types::PaymentMethod::read);
    Ok(types::Payment {
        amount: money(&payment.amount, &payment.currency),
        created_at: moment(payment.created_at)?,
        external_id: payment.external_id.clone(),
        id: payment.payment_id.clone(),
        invoice_id: payment.invoice_id.clone(),
        method: method.ok_or_else(|| corrupt("a payment method"))?,
        settled_at: moment_or_none(payment.settled_at)?,
        status: match payment.status {
            PaymentStatus::Pending => types::PaymentStatus::Pending,
            PaymentStatus::Settled => types::PaymentStatus::Settled,
            PaymentStatus::Failed => types::PaymentStatus::Failed,
        },
    })
}
