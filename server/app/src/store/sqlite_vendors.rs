//! Vendors in SQLite.

use sqlx::FromRow;

use super::sqlite::{Sqlite, from_json, to_json};
use super::{Page, Reply, StoreError, Vendor, VendorFilter, VendorStore};
use crate::cursor::SortKey;

#[derive(FromRow)]
struct Row {
    vendor_id: String,
    org_id: String,
    name: String,
    tax_id: Option<String>,
    email: Option<String>,
    address: String,
    created_at: i64,
}

impl TryFrom<Row> for Vendor {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            address: from_json(&row.address)?,
            vendor_id: row.vendor_id,
            org_id: row.org_id,
            name: row.name,
            tax_id: row.tax_id,
            email: row.email,
            created_at: row.created_at,
        })
    }
}

impl VendorStore for Sqlite {
    fn add_vendor<'a>(&'a self, vendor: &'a Vendor) -> Reply<'a, ()> {
        Box::pin(async move {
            let mut tx = self.write().await?;
            sqlx::query(
                "INSERT INTO vendors (vendor_id, org_id, name, name_key, tax_id, email, address, country, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .bind(&vendor.vendor_id)
            .bind(&vendor.org_id)
            .bind(&vendor.name)
            .bind(vendor.name.to_lowercase())
            .bind(&vendor.tax_id)
            .bind(&vendor.email)
            .bind(to_json(&vendor.address)?)
            .bind(&vendor.address.country)
            .bind(vendor.created_at)
            .execute(&mut *tx)
            .await?;
            Ok(tx.commit().await?)
        })
    }

    fn vendor<'a>(&'a self, org_id: &'a str, vendor_id: &'a str) -> Reply<'a, Option<Vendor>> {
        Box::pin(async move {
            let row: Option<Row> = sqlx::query_as("SELECT * FROM vendors WHERE org_id = ?1 AND vendor_id = ?2")
                .bind(org_id)
                .bind(vendor_id)
                .fetch_optional(&self.readers)
                .await?;
            row.map(Vendor::try_from).transpose()
        })
    }

    fn vendors<'a>(&'a self, org_id: &'a str, filter: &'a VendorFilter, page: &'a Page) -> Reply<'a, Vec<Vendor>> {
        Box::pin(async move {
            let after = page.after.as_ref().and_then(|p| match &p.key {
                SortKey::Text(name) => Some((name.clone(), p.id.clone())),
                SortKey::Number(_) => None,
            });
            let countries = if filter.countries.is_empty() { None } else { Some(to_json(&filter.countries)?) };
            let rows: Vec<Row> = sqlx::query_as(
                "SELECT * FROM vendors
                 WHERE org_id = ?1
                   AND (?2 IS NULL OR country IN (SELECT value FROM json_each(?2)))
                   AND (?3 IS NULL OR substr(name_key, 1, length(?3)) = ?3)
                   AND (?4 IS NULL OR instr(name_key, ?4) > 0)
                   AND (?5 IS NULL OR (name_key, vendor_id) > (?5, ?6))
                 ORDER BY name_key, vendor_id LIMIT ?7",
            )
            .bind(org_id)
            .bind(countries)
            .bind(filter.name_prefix.as_ref().map(|n| n.to_lowercase()))
            .bind(filter.query.as_ref().map(|q| q.to_lowercase()))
            .bind(after.as_ref().map(|(name, _)| name.clone()))
            .bind(after.as_ref().map(|(_, id)| id.clone()))
            .bind(page.limit)
            .fetch_all(&self.readers)
            .await?;
            rows.into_iter().map(Vendor::try_from).collect()
        })
    }
}
