//! The layer around an axum server, as a client on a socket sees it.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod client;
mod head;
mod stream;

use std::{net::SocketAddr, sync::OnceLock};

use axum::Router;
use tokio::{net::TcpListener, runtime::Runtime};
use wicketgate_runtime::{
    Module, Policy,
    tower::{Audience, RedactLayer},
};

const DOCUMENT: &str = r#"{"version":1,"redaction":{
    "kinds":{"credit-card":{"action":"token"}},
    "profiles":[{"name":"support","kinds":{"email-address":{"enabled":false}}}]}}"#;

/// Compiling the engine is what takes long; every test has the same one.
fn module() -> &'static Module {
    static MODULE: OnceLock<Module> = OnceLock::new();
    MODULE.get_or_init(|| Module::open().expect("an engine: run `cargo xtask build`"))
}

fn policy() -> Policy {
    Policy::load(module(), DOCUMENT).expect("a policy")
}

/// The header `role` says who asks.
fn layer(policy: Policy) -> RedactLayer {
    RedactLayer::new(policy).audience(|request| {
        match request.headers.get("role").and_then(|role| role.to_str().ok()) {
            Some("owner") => Audience::unredacted(),
            Some(role) => Audience::profile(role),
            None => Audience::policy().known("NAME", "Lovelace").tenant("acme"),
        }
    })
}

/// A server that lasts as long as its runtime.
struct Server {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Server {
    fn start(app: Router) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { address, _runtime: runtime }
    }
}
