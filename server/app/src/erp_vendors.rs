//! `Vendors`: reading vendors.

use covenant_api::runtime as rt;
use covenant_api::types;
use covenant_api::vendors::{
    GetVendor, GetVendorOutcome, ListVendors, ListVendorsOkHeaders, ListVendorsOutcome, Vendors,
};

use crate::erp::{Caller, Erp, refusal};
use crate::paging::Ask;
use crate::store::{Vendor, VendorFilter};
use crate::wire::moment;

impl Vendors<Caller> for Erp {
    async fn get_vendor(&self, call: GetVendor, caller: Caller) -> GetVendorOutcome {
        let found = async {
            let caller = caller.token()?;
            vendor(&self.0.vendors.get(caller.org_id(), &call.vendor_id).await.map_err(|p| refusal(&p))?)
        };
        found.await.map_or_else(Into::into, GetVendorOutcome::Ok)
    }

    async fn list_vendors(&self, call: ListVendors, caller: Caller) -> ListVendorsOutcome {
        let page = async {
            let caller = caller.token()?;
            let filter =
                VendorFilter { countries: call.country.unwrap_or_default(), name_prefix: call.name, query: call.query };
            let ask = Ask { cursor: call.cursor, limit: Some(call.limit.into()) };
            let listed = self.0.vendors.list(caller.org_id(), &filter, &ask).await.map_err(|p| refusal(&p))?;
            Ok::<_, rt::Problem>(types::VendorPage {
                data: listed.data.iter().map(vendor).collect::<Result<_, _>>()?,
                next_cursor: listed.next_cursor,
            })
        };
        page.await.map_or_else(Into::into, |page| ListVendorsOutcome::Ok(page, ListVendorsOkHeaders::default()))
    }
}

fn vendor(vendor: &Vendor) -> Result<types::Vendor, rt::Problem> {
    Ok(types::Vendor {
        address: types::Address {
            city: vendor.address.city.clone(),
            country: vendor.address.country.clone(),
            lines: vendor.address.lines.clone(),
            postal_code: vendor.address.postal_code.clone(),
        },
        created_at: moment(vendor.created_at)?,
        email: vendor.email.clone(),
        id: vendor.vendor_id.clone(),
        name: vendor.name.clone(),
        tax_id: vendor.tax_id.clone(),
    })
}
