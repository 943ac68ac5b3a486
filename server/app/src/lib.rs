//! The platform: an ERP's open API with its OAuth 2.0 authorization server.
