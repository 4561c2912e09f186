//! Baking with engines that misbehave.

use crate::toy::{self, Toy, calling};
use wicketgate_runtime::bake;

#[test]
fn what_cannot_be_loaded_cannot_be_baked() {
    let cases = [
        ("unreachable", "engine-bake"),
        ("(loop $again (br $again)) (i32.const 0)", "engine-bake"),
        ("(drop (memory.grow (i32.const 65000))) (i32.const 0)", "engine-bake"),
        (
            "(i32.store (i32.const 0) (i32.const 768)) (i32.store (i32.const 4) (i32.const 7)) (i32.const 0)",
            "engine-answer",
        ),
    ];
    for (load, code) in cases {
        let engine = Toy { load, ..Toy::default() }.build();
        let error = bake(&engine, "{}").expect_err(load);
        assert_eq!(error.code(), code, "{load}: {error}");
    }
}

#[test]
fn only_an_engine_can_be_baked() {
    for engine in [Vec::new(), wat::parse_str("(module)").expect("valid text"), toy::importing()] {
        assert!(bake(&engine, "{}").is_err());
    }
    let long = "x".repeat(256 * 1024 + 1);
    assert_eq!(bake(&calling(toy::COUNT), &long).expect_err("too large").code(), "too-large");
}
