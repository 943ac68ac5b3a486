//! Vendors of an organisation.

use std::sync::Arc;

use serde_json::json;

use crate::cursor::{Cursors, Position, SortKey};
use crate::gate::unavailable;
use crate::paging::{Ask, Listed, Listing};
use crate::problem::{Kind, Problem};
use crate::store::{Store, Vendor, VendorFilter};

/// Reads vendors.
pub struct Vendors {
    store: Arc<dyn Store>,
    cursors: Cursors,
}

impl Vendors {
    /// The vendors of a store.
    pub fn new(store: Arc<dyn Store>, cursors: Cursors) -> Self {
        Self { store, cursors }
    }

    /// A vendor of the organisation.
    ///
    /// # Errors
    /// 404, 503.
    pub async fn get(&self, org_id: &str, vendor_id: &str) -> Result<Vendor, Problem> {
        let vendor = self.store.vendor(org_id, vendor_id).await.map_err(|e| unavailable(&e))?;
        vendor.ok_or_else(|| Problem::new(Kind::NotFound))
    }

    /// Vendors of the organisation by name.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong, 503.
    pub async fn list(&self, org_id: &str, filter: &VendorFilter, ask: &Ask) -> Result<Listed<Vendor>, Problem> {
        let binding = json!([filter.countries, filter.name_prefix, filter.query]);
        let (listing, page) = Listing::new(&self.cursors, "vendors", org_id, &binding, ask)?;
        let vendors = self.store.vendors(org_id, filter, &page).await.map_err(|e| unavailable(&e))?;
        Ok(listing.page(vendors, |v| Position { key: SortKey::Text(v.name.to_lowercase()), id: v.vendor_id.clone() }))
    }
}
