//! Media types: what a client accepts (RFC 9110 12.5.1) and what it sends.

use http::{HeaderMap, header};

/// A media type without its parameters, in lower case.
pub(super) fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A parameter of a media type.
pub(super) fn parameter(content_type: &str, name: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Whether a media type is within a range such as `text/*`. The more exact, the higher; none: it is not.
pub(super) fn fits(range: &str, media_type: &str) -> Option<u8> {
    if range == media_type {
        return Some(2);
    }
    if range == "*/*" || range == "*" {
        return Some(0);
    }
    let (kind, rest) = range.split_once('/')?;
    (rest == "*" && media_type.split_once('/').is_some_and(|(k, _)| k == kind)).then_some(1)
}

/// The offer that the `Accept` header likes best; ties go to the first one. Without a header that is the first one.
pub(super) fn prefer<'a>(headers: &HeaderMap, offers: &[&'a str]) -> Option<&'a str> {
    let ranges: Vec<(String, f32)> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .filter(|part| !part.trim().is_empty())
        .map(|part| (essence(part), parameter(part, "q").and_then(|q| q.parse().ok()).unwrap_or(1.0)))
        .collect();
    if ranges.is_empty() {
        return offers.first().copied();
    }
    let quality = |offer: &str| {
        // The most exact range that fits decides, also when it says no.
        ranges
            .iter()
            .filter_map(|(range, q)| fits(range, offer).or_else(|| fits(offer, range)).map(|exact| (exact, *q)))
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
            .map_or(0.0, |(_, q)| q)
    };
    let mut best: Option<(&str, f32)> = None;
    for offer in offers {
        let q = quality(offer);
        if q > 0.0 && best.is_none_or(|(_, most)| q > most) {
            best = Some((offer, q));
        }
    }
    best.map(|(offer, _)| offer)
}
