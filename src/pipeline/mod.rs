//! The pipeline: survey, plan, worker, run, parts, publish. The only room that names two stages, and the only one with
//! threads.

mod about;
mod analyze;
mod assemble;
mod budget;
mod error;
mod flow;
mod folds;
mod gate;
mod incremental;
mod interrupt;
mod layout;
mod limits;
mod lock;
mod memory;
mod parts;
mod probe;
mod publish;
mod report;
mod resources;
mod retry;
mod rows;
mod run;
mod sinks;
mod threads;
mod units;
mod versions;
mod worker;

pub use analyze::{Analyzer, analyze};
pub use error::RunError;
pub use incremental::{Changes, Preview, Refresh, preview};
pub use interrupt::Interrupt;
pub use layout::Layout;
pub use limits::BeyondLimit;
pub use report::{Outcome, Progress, RunReport, Silent, StageTime};
pub use retry::{Retried, retry};
pub use run::{RunOptions, run};
pub use versions::{Keep, Removal, Rollback, remove_old, roll_back};
