//! What must hold for any bytes at all, one function a law. The fuzzer looks for bytes that break one (`fuzz/run`); a plain test
//! holds them to the corpus of what it came upon.

mod input;
mod laws;
mod plant;
pub mod quiet;
mod statement;

/// A law that the fuzzer tries to break.
#[derive(Debug)]
pub struct Law {
    /// Also the name of its folder in `corpus/` and of its file in `dictionaries/`.
    pub name: &'static str,
    /// Panics where the law does not hold for the input.
    pub holds_for: fn(&[u8]),
}

/// Every law.
pub static LAWS: &[Law] = &[
    Law { name: "decode", holds_for: laws::decode::holds_for },
    Law { name: "header", holds_for: laws::header::holds_for },
    Law { name: "sentences", holds_for: laws::sentences::holds_for },
    Law { name: "dates", holds_for: laws::dates::holds_for },
    Law { name: "recognise", holds_for: laws::recognise::holds_for },
    Law { name: "jsonl", holds_for: laws::jsonl::holds_for },
    Law { name: "config", holds_for: laws::config::holds_for },
    Law { name: "manifest", holds_for: laws::manifest::holds_for },
    Law { name: "sql", holds_for: laws::sql::holds_for },
];

/// The law of this name.
pub fn law(name: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.name == name)
}
