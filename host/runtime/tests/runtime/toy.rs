//! Toy engines: components with the engine's interface and a body that a test chooses.

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// What the functions of a toy do, in WebAssembly text.
///
/// A body leaves the address of a pointer and a length on the stack, as the canonical ABI asks.
pub(crate) struct Toy {
    /// The body of `call`; local 0 and 1 are the request.
    pub(crate) call: &'static str,
    /// The body of `load`; local 0 and 1 are the document.
    pub(crate) load: &'static str,
    /// Pages of memory to start with.
    pub(crate) pages: u32,
    /// The body of the allocator, for arguments.
    pub(crate) realloc: &'static str,
    /// The body of `redact`, whose answer begins with a flag: not 0 for an error.
    pub(crate) redact: &'static str,
}

impl Default for Toy {
    /// Counts its calls, accepts every document.
    fn default() -> Self {
        Self { call: COUNT, load: LOADED, pages: 2, realloc: BUMP, redact: EMPTY }
    }
}

/// A toy whose `call` does something else.
pub(crate) fn calling(call: &'static str) -> Vec<u8> {
    Toy { call, ..Toy::default() }.build()
}

impl Toy {
    /// The component.
    pub(crate) fn build(&self) -> Vec<u8> {
        encode(&self.text(), "")
    }

    fn text(&self) -> String {
        let Self { call, load, pages, realloc, redact } = self;
        format!(
            r#"(module
                (memory (export "memory") {pages})
                (global $heap (mut i32) (i32.const 32768))
                (global $calls (mut i32) (i32.const 48))

                (data (i32.const 16) "{{\"ok\":{{\"digest\":\"sha256:p\",\"form_digest\":\"sha256:f\",\"policy\":1}}}}")
                (data (i32.const 128) "{{\"policies\":[]}}")
                (data (i32.const 256) "{{\"ok\":0}}")
                (data (i32.const 288) "{{\"ok\":{{\"stream\":1}}}}")
                (data (i32.const 512) "\ff\fe{{}}")
                (data (i32.const 768) "hunter2")
                (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) {realloc})
                (func (export "{INTERFACE}#describe") (result i32) {DESCRIBED})
                (func (export "{INTERFACE}#load") (param i32 i32) (result i32) {load})
                (func (export "{INTERFACE}#unload") (param i32))
                (func (export "{INTERFACE}#redact") (param i32 i32 i32 i32) (result i32) {redact})
                (func (export "{INTERFACE}#redact-open") (param i32 i32) (result i32) {OPENED})
                (func (export "{INTERFACE}#redact-push") (param i32 i32 i32) (result i32) {redact})
                (func (export "{INTERFACE}#redact-close") (param i32) (result i32) {OPENED})
                (func $call (export "{INTERFACE}#call") (param i32 i32) (result i32) {call}))"#
        )
    }
}

/// Any core module with the interface of an engine, and perhaps an import, as a component.
pub(crate) fn encode(text: &str, import: &str) -> Vec<u8> {
    let wit = format!(
        "package wicketgate:policy@1.0.0;
        interface clock {{ now: func() -> u64; }}
        interface engine {{
            describe: func() -> string;
            load: func(document: string) -> string;
            unload: func(policy: u32);
            call: func(request: string) -> string;
            redact: func(request: string, text: string) -> result<string, string>;
            redact-open: func(request: string) -> string;
            redact-push: func(handle: u32, text: string) -> result<string, string>;
            redact-close: func(handle: u32) -> string;
        }}
        world policy-module {{ {import} export engine; }}"
    );
    let mut resolve = Resolve::default();
    let package = resolve.push_str("engine.wit", &wit).expect("valid WIT");
    let world = resolve.select_world(&[package], Some("policy-module")).expect("the world");
    let mut module = wat::parse_str(text).expect("valid text");
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
        .expect("embedded");
    let mut encoder = ComponentEncoder::default();
    encoder.module(&module).expect("a module").encode().expect("a component")
}

/// An engine that wants a clock from its host.
pub(crate) fn importing() -> Vec<u8> {
    let text = Toy::default().text().replacen(
        "(module",
        r#"(module (import "wicketgate:policy/clock@1.0.0" "now" (func (result i64)))"#,
        1,
    );
    encode(&text, "import clock;")
}

/// `{"ok":n}` where n is a digit that counts the calls of the instance.
pub(crate) const COUNT: &str = "
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (i32.store8 (i32.const 262) (global.get $calls))
    (i32.store (i32.const 8) (i32.const 256)) (i32.store (i32.const 12) (i32.const 8))
    (i32.const 8)";

/// A body that traps.
pub(crate) const UNREACHABLE: &str = "unreachable";

/// The answer to any document.
pub(crate) const LOADED: &str = "(i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 64)) (i32.const 0)";

const DESCRIBED: &str = "(i32.store (i32.const 0) (i32.const 128))
    (i32.store (i32.const 4) (i32.const 15)) (i32.const 0)";

const OPENED: &str = "(i32.store (i32.const 0) (i32.const 288))
    (i32.store (i32.const 4) (i32.const 19)) (i32.const 0)";

/// A text without characters.
const EMPTY: &str = "(i32.store (i32.const 24576) (i32.const 0))
    (i32.store (i32.const 24580) (i32.const 0)) (i32.store (i32.const 24584) (i32.const 0))
    (i32.const 24576)";

const BUMP: &str = "
    (local $at i32)
    (local.set $at (global.get $heap))
    (global.set $heap (i32.add (global.get $heap) (local.get 3)))
    (local.get $at)";

const INTERFACE: &str = "wicketgate:policy/engine@1.0.0";
