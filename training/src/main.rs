//! Trains the recogniser of names. `docs/training.md` says how to use it.

mod augment;
mod calibrate;
mod clusters;
mod examples;
mod gold;
mod harmonise;
mod pack;
mod perceptron;
mod sample;
mod score;
mod sets;
mod shuffle;
mod train;
mod words;

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "words" {
        let t = words::table(args[2].as_ref(), args[3].as_ref()).unwrap();
        std::fs::write(&args[4], t).unwrap();
        return std::process::ExitCode::SUCCESS;
    }
    train::main()
}
