//! The smallest implementation of the API: it lists nothing, finds nothing, and remembers what it was called with.
#![allow(dead_code)]

use std::sync::{Arc, Mutex};

use covenant_api::{
    api_clients::*, invoices::*, oauth::*, payments::*, runtime as rt, security::Security, types, vendors::*,
};
use poem::test::TestClient;

/// What a call was made with, as debug text.
#[derive(Clone, Default)]
pub(crate) struct Demo(pub(crate) Arc<Mutex<Vec<String>>>);

impl Demo {
    fn note(&self, call: impl std::fmt::Debug) {
        self.0.lock().expect("no test panics here").push(format!("{call:?}"));
    }

    /// The last call.
    pub(crate) fn last(&self) -> String {
        self.0.lock().expect("no test panics here").last().cloned().unwrap_or_default()
    }
}

/// `good` is a token with every scope, `weak` one without any.
pub(crate) struct Tokens;

impl Security for Tokens {
    type Caller = String;

    async fn client_basic(&self, credentials: rt::Basic, _: rt::Required) -> Result<String, rt::Denied> {
        if credentials.password == "right" { Ok(credentials.username) } else { Err(rt::Denied::unauthenticated()) }
    }

    async fn oauth2(&self, credentials: rt::Bearer, required: rt::Required) -> Result<String, rt::Denied> {
        match credentials.token.as_str() {
            "good" => Ok(format!("scopes {}", required.scopes.join(" "))),
            "weak" => Err(rt::Denied::forbidden()),
            _ => Err(rt::Denied::unauthenticated()),
        }
    }
}

macro_rules! refusing {
    ($($trait:ident { $($method:ident($call:ident) -> $outcome:ident),+ })+) => {$(
        impl $trait<String> for Demo {
            $(async fn $method(&self, call: $call, caller: String) -> $outcome {
                self.note((call, caller));
                rt::Problem::new(404).detail("Nothing is here.").into()
            })+
        }
    )+};
}

refusing! {
    ApiClients {
        create_api_client(CreateApiClient) -> CreateApiClientOutcome,
        get_api_client(GetApiClient) -> GetApiClientOutcome,
        list_api_clients(ListApiClients) -> ListApiClientsOutcome,
        revoke_api_client(RevokeApiClient) -> RevokeApiClientOutcome
    }
    Payments {
        create_payment(CreatePayment) -> CreatePaymentOutcome,
        get_payment(GetPayment) -> GetPaymentOutcome,
        list_payments(ListPayments) -> ListPaymentsOutcome
    }
    Vendors {
        get_vendor(GetVendor) -> GetVendorOutcome,
        list_vendors(ListVendors) -> ListVendorsOutcome
    }
}

impl Invoices<String> for Demo {
    async fn create_invoice(&self, call: CreateInvoice, caller: String) -> CreateInvoiceOutcome {
        self.note((call, caller));
        rt::Problem::new(409).into()
    }

    async fn get_invoice(&self, call: GetInvoice, _: String) -> GetInvoiceOutcome {
        self.note(call);
        rt::Problem::new(404).into()
    }

    async fn list_invoices(&self, call: ListInvoices, caller: String) -> ListInvoicesOutcome {
        self.note((call, caller));
        let page = types::InvoicePage { data: Vec::new(), next_cursor: None };
        ListInvoicesOutcome::Ok(
            page,
            ListInvoicesOkHeaders { rate_limit: Some("left".into()), rate_limit_policy: None },
        )
    }
}

impl Oauth<String> for Demo {
    async fn introspect_token(&self, call: IntrospectToken, caller: String) -> IntrospectTokenOutcome {
        self.note((call, caller));
        rt::Problem::new(503).into()
    }

    async fn issue_token(&self, call: IssueToken, caller: Option<String>) -> IssueTokenOutcome {
        self.note((call.body, caller));
        let token = types::TokenResponse { access_token: "t".into(), expires_in: 600, scope: "invoices:read".into() };
        IssueTokenOutcome::Ok(token, IssueTokenOkHeaders { cache_control: "no-store".into() })
    }
}

/// The service and what it was called with.
pub(crate) fn client() -> (TestClient<rt::Service<covenant_api::Routes<Demo, Tokens>>>, Demo) {
    let demo = Demo::default();
    let service = covenant_api::service(demo.clone(), Tokens).body_limit(4096).check_responses(true).build();
    (TestClient::new(service).default_header("x-request-id", "req-7"), demo)
}
