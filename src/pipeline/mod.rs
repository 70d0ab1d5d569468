//! The pipeline: plan, worker, run, publish. The only room that names two stages, and the only one with threads.

mod about;
mod analyze;
mod budget;
mod error;
mod flow;
mod folds;
mod layout;
mod lock;
mod memory;
mod probe;
mod publish;
mod report;
mod rows;
mod run;
mod units;
mod versions;
mod worker;

pub use analyze::{Analyzer, analyze};
pub use error::RunError;
pub use layout::Layout;
pub use report::{Progress, RunReport, Silent, StageTime};
pub use run::{Interrupt, RunOptions, run};
pub use versions::{Keep, Removal, Rollback, remove_old, roll_back};
