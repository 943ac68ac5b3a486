# Made by `cargo xtask generate`; changes here are lost.
"""The types of the API."""

#: Which module holds a type. A module is imported when its first type is used.
_MODULES = {
    "Address": "address",
    "ApiClient": "api_client",
    "ApiClientCreate": "api_client_create",
    "ApiClientCreateDict": "api_client_create",
    "ApiClientPage": "api_client_page",
    "ApiClientStatus": "api_client_status",
    "ApiClientWithSecret": "api_client_with_secret",
    "BankTransfer": "bank_transfer",
    "BankTransferDict": "bank_transfer",
    "CardPayment": "card_payment",
    "CardPaymentDict": "card_payment",
    "ClientId": "client_id",
    "Country": "country",
    "Currency": "currency",
    "Cursor": "cursor",
    "Decimal": "decimal",
    "DirectDebit": "direct_debit",
    "DirectDebitDict": "direct_debit",
    "EventId": "event_id",
    "EventSource": "event_source",
    "EventTime": "event_time",
    "ExternalId": "external_id",
    "FieldError": "field_error",
    "IntrospectionRequest": "introspection_request",
    "IntrospectionRequestDict": "introspection_request",
    "IntrospectionResponse": "introspection_response",
    "Invoice": "invoice",
    "InvoiceCreate": "invoice_create",
    "InvoiceCreateDict": "invoice_create",
    "InvoiceId": "invoice_id",
    "InvoiceLine": "invoice_line",
    "InvoiceLineDict": "invoice_line",
    "InvoicePage": "invoice_page",
    "InvoiceStatus": "invoice_status",
    "Money": "money",
    "MoneyDict": "money",
    "OauthError": "oauth_error",
    "OauthErrorError": "oauth_error",
    "Payment": "payment",
    "PaymentCreate": "payment_create",
    "PaymentCreateDict": "payment_create",
    "PaymentId": "payment_id",
    "PaymentMethod": "payment_method",
    "PaymentMethodInput": "payment_method",
    "PaymentPage": "payment_page",
    "PaymentStatus": "payment_status",
    "Problem": "problem",
    "RateLimitExceeded": "rate_limit_exceeded",
    "RateLimitExceededEvent": "rate_limit_exceeded_event",
    "Scope": "scope",
    "SecretInfo": "secret_info",
    "SpecVersion": "spec_version",
    "TokenIssued": "token_issued",
    "TokenIssuedEvent": "token_issued_event",
    "TokenRequest": "token_request",
    "TokenRequestDict": "token_request",
    "TokenRequestGrantType": "token_request",
    "TokenRequestResource": "token_request",
    "TokenRequestResourceInput": "token_request",
    "TokenResponse": "token_response",
    "Vendor": "vendor",
    "VendorId": "vendor_id",
    "VendorPage": "vendor_page",
}


def __getattr__(name):
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(_MODULES)
