//! Compares two descriptions of an API and judges every difference: facts, rules, findings, policy, reports.
//!
//! [`diff`] is a pure function of two resolved documents and a [`Policy`]. It opens no file and asks no clock; the dates
//! it needs stand in the descriptions (`info.x-release-date`, `x-deprecated-at`, `x-sunset`) or in the policy.
//!
//! The road: `collect` pairs what belongs together and writes down facts without a direction; `schema` compares payloads
//! by meaning; `rules` decide from where a schema is used; `policy` applies the profile and the notice period; `report`
//! turns findings into text and JSON.

mod catalogue;
mod collect;
mod date;
mod fact;
mod finding;
mod judge;
mod notice;
mod policy;
mod report;
mod rules;
mod scaffold;
mod schema;

pub use catalogue::{Entry, catalogue};
pub use date::Date;
pub use finding::{Category, Finding, Impact, Level, Witness};
pub use judge::{RuleDoc, rules};
pub use notice::{Notice, Status};
pub use policy::{Policy, Profile};
pub use report::{Exit, Report, Summary, Verdict, json_schema};
pub use scaffold::{ScaffoldError, ScaffoldFile, scaffold};

use model::Resolved;

/// Schemas nest deeply in generated descriptions; comparing them recurses. Only what is used is touched.
const STACK_BYTES: usize = 512 * 1024 * 1024;

/// Compares two descriptions under a policy.
pub fn diff(old: &Resolved, new: &Resolved, policy: &Policy) -> Report {
    std::thread::scope(|scope| {
        let worker =
            std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || judge::run(old, new, policy));
        match worker {
            Ok(handle) => match handle.join() {
                Ok(report) => report,
                Err(panic) => std::panic::resume_unwind(panic),
            },
            // No thread to be had: the stack at hand serves all but pathological descriptions.
            Err(_) => judge::run(old, new, policy),
        }
    })
}
