//! The engine in each host: the same requests, the same answers.

use wicketgate_conformance::{Component, Engine, Native};
use wicketgate_runtime::{Module, Policy, bake};

use crate::rounds::Call;

/// The component, as it is and with the policy baked in.
pub(crate) struct Modules {
    plain: Module,
    baked: Module,
    document: &'static str,
}

impl Modules {
    /// Opens the component that `cargo xtask build` made, for a policy.
    pub(crate) fn open(document: &'static str) -> Result<Self, String> {
        let open = |bytes: Option<Vec<u8>>| {
            let builder = Module::builder();
            bytes.map_or_else(Module::builder, |bytes| builder.engine_bytes(bytes)).open()
        };
        let engine = Module::builder().engine().map_err(text)?;
        let baked = bake(&engine, document).map_err(text)?;
        let (plain, baked) = (open(None).map_err(text)?, open(Some(baked.bytes)).map_err(text)?);
        Ok(Self { plain, baked, document })
    }

    /// Each host by name, with the policy loaded as number 1.
    pub(crate) fn hosts(&self) -> Result<[(&'static str, Call); 4], String> {
        let (mut native, mut reused) = (Native::new(), Component::of(&self.plain).map_err(text)?);
        native.load(self.document)?;
        reused.load(self.document)?;
        let loaded = Policy::load(&self.plain, self.document).map_err(text)?;
        let inside = Policy::baked(&self.baked).map_err(text)?;
        let fresh = |policy: Policy| -> Call {
            Box::new(move |request| policy.call(request).map_err(text))
        };
        Ok([
            (NATIVE, Box::new(move |request: &str| native.call(request))),
            (REUSED, Box::new(move |request: &str| reused.call(request))),
            (BAKED, fresh(inside)),
            (LOADED, fresh(loaded)),
        ])
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn text(error: wicketgate_runtime::Error) -> String {
    error.to_string()
}

pub(crate) const NATIVE: &str = "native";
pub(crate) const REUSED: &str = "component, reused";
pub(crate) const BAKED: &str = "component, fresh, baked";
pub(crate) const LOADED: &str = "component, fresh, loaded";

/// What a check and a strength are asked of.
pub(crate) const B3NETWORKS: &str = r#"{"version":1,"extends":"preset:b3networks"}"#;
