//! `ApiClients`: registering, reading and revoking API clients.

use covenant_api::api_clients::{
    ApiClients, CreateApiClient, CreateApiClientCreatedHeaders, CreateApiClientOutcome, GetApiClient,
    GetApiClientOutcome, ListApiClients, ListApiClientsOkHeaders, ListApiClientsOutcome, RevokeApiClient,
    RevokeApiClientOutcome,
};
use covenant_api::runtime as rt;
use covenant_api::types::{ApiClient, ApiClientPage, ApiClientStatus, ApiClientWithSecret, SecretInfo};

use crate::clients::{ClientView, NewClient, Registered, reveal};
use crate::erp::{Caller, Erp, refusal};
use crate::paging::Ask;
use crate::store::{ClientFilter, ClientStatus};
use crate::wire::{day, limited, moment, moment_or_none};

impl ApiClients<Caller> for Erp {
    async fn create_api_client(&self, call: CreateApiClient, caller: Caller) -> CreateApiClientOutcome {
        self.create(call, &caller).await.unwrap_or_else(Into::into)
    }

    async fn get_api_client(&self, call: GetApiClient, caller: Caller) -> GetApiClientOutcome {
        let found = async {
            let caller = caller.token()?;
            let view = self.0.clients.get(caller.org_id(), &call.client_id).await.map_err(|p| refusal(&p))?;
            client(&view)
        };
        found.await.map_or_else(Into::into, GetApiClientOutcome::Ok)
    }

    async fn list_api_clients(&self, call: ListApiClients, caller: Caller) -> ListApiClientsOutcome {
        let page = async {
            let caller = caller.token()?;
            let filter = ClientFilter { status: call.status.and_then(|s| ClientStatus::of(s.as_str())) };
            let ask = Ask { cursor: call.cursor, limit: Some(call.limit.into()) };
            let listed = self.0.clients.list(caller.org_id(), &filter, &ask).await.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>(ApiClientPage {
                data: listed.data.iter().map(client).collect::<Result<_, _>>()?,
                next_cursor: listed.next_cursor,
            })
        };
        page.await.map_or_else(Into::into, |page| ListApiClientsOutcome::Ok(page, ListApiClientsOkHeaders::default()))
    }

    async fn revoke_api_client(&self, call: RevokeApiClient, caller: Caller) -> RevokeApiClientOutcome {
        let revoked = async {
            let caller = caller.token()?;
            let view = self.0.clients.revoke(caller.org_id(), caller.actor(), &call.client_id).await;
            client(&view.map_err(|p| refusal(&p))?)
        };
        revoked.await.map_or_else(Into::into, RevokeApiClientOutcome::Ok)
    }
}

impl Erp {
    async fn create(&self, call: CreateApiClient, caller: &Caller) -> Result<CreateApiClientOutcome, rt::Problem> {
        let caller = caller.token()?;
        let new = NewClient {
            name: call.body.name,
            external_id: call.body.external_id,
            scopes: call.body.scopes,
            rate_limit_rpm: call.body.rate_limit_rpm.map(i64::from),
        };
        let registered = self.0.clients.create(caller.org_id(), caller.actor(), &new).await;
        Ok(match registered.map_err(|p| refusal(&p))? {
            Registered::Same(view) => CreateApiClientOutcome::Ok(client(&view)?),
            Registered::New(view, secret) => {
                let location = format!("/v1/api-clients/{}", view.client.client_id);
                let ApiClient {
                    api_version,
                    client_id,
                    created_at,
                    name,
                    rate_limit_rpm,
                    revoked_at,
                    scopes,
                    secrets,
                    status,
                    external_id,
                } = client(&view)?;
                let body = ApiClientWithSecret {
                    api_version,
                    client_id,
                    client_secret: reveal(&secret),
                    created_at,
                    name,
                    rate_limit_rpm,
                    revoked_at,
                    scopes,
                    secrets,
                    status,
                    external_id,
                };
                CreateApiClientOutcome::Created(body, CreateApiClientCreatedHeaders { location })
            }
        })
    }
}

fn client(view: &ClientView) -> Result<ApiClient, rt::Problem> {
    let client = &view.client;
    let secrets = view.secrets.iter().map(|secret| {
        Ok(SecretInfo {
            last4: secret.last4.clone(),
            created_at: moment(secret.created_at)?,
            expires_at: moment_or_none(secret.expires_at)?,
        })
    });
    Ok(ApiClient {
        api_version: day(&client.api_version)?,
        client_id: client.client_id.clone(),
        created_at: moment(client.created_at)?,
        name: client.name.clone(),
        rate_limit_rpm: limited(client.rate_limit_rpm),
        revoked_at: moment_or_none(client.revoked_at)?,
        scopes: client.scopes.clone(),
        secrets: secrets.collect::<Result<_, rt::Problem>>()?,
        status: match client.status {
            ClientStatus::Active => ApiClientStatus::Active,
            ClientStatus::Revoked => ApiClientStatus::Revoked,
        },
        external_id: client.external_id.clone(),
    })
}
