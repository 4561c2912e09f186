//! Ranges of addresses as Go, ipnet and Python read them.

use std::net::IpAddr;

use serde_json::Value;
use wicketgate_account::Cidr;

use super::{Case, Compared, Source, Translation, text};
use crate::answer::member;

pub(super) const SOURCE: Source =
    Source { name: "cidr", about: "ranges of Go's netip, ipnet and Python's ipaddress", translate };

fn translate(case: &Case) -> Result<Translation, String> {
    let (input, expected) = (&case.input, &case.expected);
    let ip = || address(text(input, "ip")?);
    let (theirs, ours, known) = match case.kind.as_str() {
        "contains" => {
            let theirs = member(expected, "contains")?.clone();
            (theirs, contains(input, ip()?)?, None)
        }
        "allow_list_mapped" => {
            let theirs = member(expected, "contains_after_unmap")?.clone();
            (theirs, contains(input, ip()?)?, None)
        }
        "unmap" => {
            // A range of one address holds the other form of it, and nothing else.
            let unmapped = address(text(expected, "unmapped")?)?;
            let range = Cidr::parse(text(input, "ip")?)?;
            let mapped = range.contains(unmapped) && ip()?.is_ipv6() && unmapped.is_ipv4();
            let held = range.contains(unmapped) && range.contains(ip()?);
            let theirs = member(expected, "is_4in6")?.clone();
            (theirs, if held { Value::Bool(mapped) } else { Value::Null }, None)
        }
        "parse_ip" => parsed(text(input, "ip")?, expected)?,
        "parse_prefix" => parsed(text(input, "prefix")?, expected)?,
        "mask" => {
            let (given, masked) = (text(input, "prefix")?, text(expected, "masked")?);
            let (given, masked) = (Cidr::parse(given), Cidr::parse(masked)?);
            let ours = if given == Ok(masked) { "masked" } else { "refused" };
            let known = given.is_err().then_some(BEYOND);
            (Value::from("masked"), Value::from(ours), known)
        }
        "contains_net" | "overlaps" => {
            return Ok(Translation::Beyond("a range of ranges: lists hold addresses alone"));
        }
        "is_private" => return Ok(Translation::Beyond("what kind of address it is")),
        kind => return Err(format!("unknown kind `{kind}`")),
    };
    let difference = (theirs != ours).then(|| format!("{theirs} there, {ours} here"));
    Ok(Translation::Compared(Compared { difference, known }))
}

fn contains(input: &Value, ip: IpAddr) -> Result<Value, String> {
    let prefix = text(input, "prefix")?;
    let range = Cidr::parse(prefix).map_err(|error| format!("{prefix}: {error}"))?;
    Ok(Value::Bool(range.contains(ip)))
}

/// Whether a text is read, and why it is not, where that is a decision of ours.
fn parsed(given: &str, expected: &Value) -> Result<(Value, Value, Option<&'static str>), String> {
    let ours = Value::Bool(Cidr::parse(given).is_ok());
    Ok(match member(expected, "ok")? {
        Value::Bool(ok) => (Value::Bool(*ok), ours, None),
        // Go reads a zone; the case itself says that a list should not.
        zone if zone == "zone" => (Value::Bool(false), ours, None),
        other => return Err(format!("`ok` is {other}")),
    })
}

fn address(text: &str) -> Result<IpAddr, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

const BEYOND: &str =
    "bits beyond the prefix are a slip: refused when the list is written, not dropped";
