//! Units through the workers, results in order to the writers, with back-pressure.
//!
//! One producer cuts units, a pool of workers turns them into batches, and one writer puts them in order and writes.
//! A budget of bytes keeps the producer from running ahead of the writer.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::analyze::Analyzer;
use super::budget::Budget;
use super::probe::Stopwatch;
use super::report::Progress;
use super::units::{Unit, Units, for_each_unit};
use super::worker::{Outcome, TableBatches, Tally, Worker};
use super::{Interrupt, RunError, threads};
use crate::config::{InputSettings, Settings};
use crate::stages::extract::{Entry, Stored};

/// What a unit is charged while it is under way, as a multiple of its raw bytes: the raw bytes, the clean text with its
/// alignment, and three tables of rows.
const BYTES_UNDER_WAY: u64 = 8;
/// What a unit takes however small it is.
const BYTES_PER_UNIT: u64 = 64 << 10;

/// Takes the batches of the units, in order.
pub(super) trait Sink: Send {
    fn write(&mut self, batches: &TableBatches) -> Result<(), RunError>;
}

/// Counts and times of all units.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// Records that the producer handed out: counted before any work is done, so that the work can be held to it.
    pub(super) found: u64,
    pub(super) tally: Tally,
    /// What became of each input of the work; nothing of those that were not read.
    pub(super) outcomes: Vec<Option<Outcome>>,
    pub(super) stopwatch: Stopwatch,
}

impl Totals {
    /// Of the input at this position in the work. Later inputs take little room until they are read: memory is what a large
    /// corpus of small files runs out of.
    fn outcome(&mut self, at: usize) -> &mut Outcome {
        if self.outcomes.len() <= at {
            self.outcomes.resize_with(at + 1, || None);
        }
        self.outcomes[at].get_or_insert_default()
    }
}

type Numbered = (u64, u64, TableBatches);

/// Runs the work through `settings.run.jobs` workers (0 for all cores) into the sink.
pub(super) fn flow(
    work: &[&Entry],
    settings: &Settings,
    analyzer: &Analyzer,
    interrupt: &Interrupt,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Totals, RunError> {
    let pool = threads::pool(settings.run.jobs)?;
    let budget = Budget::new(settings.run.in_flight_bytes);
    let (results, arrivals) = channel::<Numbered>();

    let (mut totals, found, containers) = std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            let closing = CloseOnDrop(&budget);
            let outcome = write_in_order(arrivals, &budget, progress, sink);
            if outcome.is_ok() {
                closing.disarm();
            }
            outcome
        });
        let (found, containers) = pool.in_place_scope(|workers| {
            let mut producer = Producer {
                workers,
                results,
                analyzer,
                input: &settings.input,
                interrupt,
                budget: &budget,
                number: 0,
                found: 0,
                containers: Vec::new(),
            };
            let _ = for_each_unit(work, &settings.input, settings.run.limit, &mut producer);
            (producer.found, producer.containers)
        });
        let totals = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok::<_, RunError>((totals, found, containers))
    })?;
    interrupt.check()?;
    for (at, stored) in containers {
        totals.outcome(at).stored = stored;
    }
    Ok(Totals { found, ..totals })
}

/// Hands units to the workers, as far as the budget goes.
struct Producer<'s, 'e> {
    workers: &'s rayon::Scope<'e>,
    results: Sender<Numbered>,
    analyzer: &'e Analyzer,
    input: &'e InputSettings,
    interrupt: &'e Interrupt,
    budget: &'e Budget,
    number: u64,
    found: u64,
    containers: Vec<(usize, Option<Stored>)>,
}

impl<'e> Units<'e> for Producer<'_, 'e> {
    fn unit(&mut self, unit: Unit<'e>) -> ControlFlow<()> {
        let cost = unit.bytes().saturating_mul(BYTES_UNDER_WAY) + BYTES_PER_UNIT;
        if self.interrupt.signal().is_some() || !self.budget.claim(cost) {
            return ControlFlow::Break(());
        }
        let results = self.results.clone();
        let this = self.number;
        self.number += 1;
        self.found += unit.records();
        let closing = CloseOnDrop(self.budget);
        let (analyzer, input, interrupt) = (self.analyzer, self.input, self.interrupt);
        self.workers.spawn(move |_| {
            if interrupt.signal().is_none() {
                // A writer that is gone has said why; there is nobody to tell here.
                let _ = results.send((this, cost, Worker::new(analyzer, input).process(unit)));
                closing.disarm();
            }
        });
        ControlFlow::Continue(())
    }

    fn container(&mut self, at: usize, stored: Option<Stored>) {
        self.containers.push((at, stored));
    }
}

/// Closes the budget when it is dropped: with a failure, a panic, or a unit that is given up. What such a unit claimed is
/// never given back, and the producer would wait for it for ever.
struct CloseOnDrop<'b>(&'b Budget);

impl CloseOnDrop<'_> {
    /// All went well.
    fn disarm(self) {
        std::mem::forget(self);
    }
}

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Units arrive in any order and leave in theirs.
fn write_in_order(
    arrivals: Receiver<Numbered>,
    budget: &Budget,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Totals, RunError> {
    let mut waiting: BTreeMap<u64, (u64, TableBatches)> = BTreeMap::new();
    let mut next = 0;
    let mut totals = Totals::default();
    for (number, cost, batches) in arrivals {
        waiting.insert(number, (cost, batches));
        while let Some((cost, batches)) = waiting.remove(&next) {
            sink.write(&batches)?;
            let tally = Tally::of(&batches.outcomes);
            totals.tally.add(&tally);
            totals.stopwatch.add(&batches.stopwatch);
            progress.advance(tally.raw_bytes, tally.records);
            for (at, outcome) in batches.outcomes {
                totals.outcome(at).add(outcome);
            }
            drop(batches.batches);
            budget.give_back(cost);
            next += 1;
        }
    }
    Ok(totals)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::pipeline::report::Silent;
    use crate::stages::extract;

    /// Does something at every unit.
    struct Doing<F>(F);

    impl<F: FnMut() -> Result<(), RunError> + Send> Sink for Doing<F> {
        fn write(&mut self, _: &TableBatches) -> Result<(), RunError> {
            (self.0)()
        }
    }

    /// Runs four small units and one for which all of them must have left, on one thread.
    fn flow_into(interrupt: &Interrupt, sink: &mut dyn Sink) -> Result<Totals, RunError> {
        let folder = tempfile::tempdir().unwrap();
        let release = "The ministers of Kenya and Japan met in Nairobi on Monday.\n\n";
        for (name, repeats) in [("a", 4_500), ("b", 4_500), ("c", 4_500), ("d", 4_500), ("e", 36_000)] {
            fs::write(folder.path().join(format!("{name}.txt")), release.repeat(repeats)).unwrap();
        }
        let mut settings = Settings::default();
        settings.input.path = folder.path().to_string_lossy().into_owned();
        settings.run.jobs = 1;
        settings.run.in_flight_bytes = 10 << 20;
        let plan = extract::plan(&settings.input).unwrap();
        let analyzer = Analyzer::new(&settings).unwrap();
        let work: Vec<&Entry> = plan.entries.iter().collect();
        flow(&work, &settings, &analyzer, interrupt, &Silent, sink)
    }

    #[test]
    fn an_interrupt_frees_the_producer_that_waits_for_units_given_up() {
        let interrupt = Interrupt::default();
        let mut sink = Doing(|| {
            interrupt.raise(15);
            Ok(())
        });
        let outcome = flow_into(&interrupt, &mut sink);
        assert!(matches!(outcome, Err(RunError::Interrupted { signal: 15 })), "{outcome:?}");
    }

    #[test]
    fn a_writer_that_fails_or_panics_ends_the_run() {
        let mut failing = Doing(|| Err(RunError::Threads("no room".into())));
        let outcome = flow_into(&Interrupt::default(), &mut failing);
        assert!(matches!(outcome, Err(RunError::Threads(_))), "{outcome:?}");

        let mut panicking = Doing(|| panic!("a fault"));
        let run = || flow_into(&Interrupt::default(), &mut panicking).map(|_| ());
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }
}
