//! The pipeline: plan, worker, run, publish. The only room that names two stages, and the only one with threads.

mod analyze;
mod budget;
mod error;
mod flow;
mod folds;
mod gate;
mod layout;
mod limits;
mod lock;
mod memory;
mod probe;
mod publish;
mod report;
mod retry;
mod rows;
mod run;
mod units;
mod worker;

pub use analyze::{Analyzer, analyze};
pub use error::RunError;
pub use layout::Layout;
pub use limits::BeyondLimit;
pub use report::{Progress, RunReport, Silent, StageTime};
pub use retry::{Retried, retry};
pub use run::{Interrupt, RunOptions, run};
