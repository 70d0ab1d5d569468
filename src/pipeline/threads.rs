//! The pool of worker threads.

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::RunError;

/// So many threads; 0 for all cores.
pub(super) fn pool(jobs: u32) -> Result<ThreadPool, RunError> {
    let builder = ThreadPoolBuilder::new().num_threads(jobs as usize).thread_name(|at| format!("etl-worker-{at}"));
    builder.build().map_err(|error| RunError::Threads(error.to_string()))
}
