//! The fuzzer: libFuzzer with the law that `COMMUNIQUE_FUZZ_LAW` names. One program for all laws, since linking it takes longer
//! than building it; `fuzz/run` builds and calls it.

#![no_main]

use std::sync::LazyLock;

use communique_fuzz::{Law, quiet};
use libfuzzer_sys::fuzz_target;

static LAW: LazyLock<&'static Law> = LazyLock::new(|| {
    let name = std::env::var("COMMUNIQUE_FUZZ_LAW").unwrap_or_default();
    communique_fuzz::law(&name).unwrap_or_else(|| panic!("COMMUNIQUE_FUZZ_LAW: no law is called `{name}`"))
});

fuzz_target!(init: quiet::listen(), |data: &[u8]| (LAW.holds_for)(data));
