//! A kill at any moment leaves what was published before, whole, and the next run succeeds.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{etl, published, repository, succeed};

// Everything anew, so that there is something to do in each run.
const ARGS: [&str; 6] = ["run", "--refresh", "--input", "input", "--output", "output"];

fn copy_samples(folder: &Path) {
    for copy in 0..40 {
        let target = folder.join(format!("input/{copy:02}"));
        fs::create_dir_all(&target).unwrap();
        for name in ["2022-03-03-drought-appeal.txt", "2022-03-04-drought-appeal-repost.txt"] {
            fs::copy(repository().join("input/wire").join(name), target.join(name)).unwrap();
        }
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_former_version_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    copy_samples(folder.path());
    let start = Instant::now();
    succeed(folder.path(), &ARGS);
    let whole_run = start.elapsed();
    let output = folder.path().join("output");
    let expected = published(&output);

    let (mut killed_at_work, moments) = (0, 24);
    for moment in 0..moments {
        let mut child = etl(folder.path(), &ARGS).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole_run.mul_f64(f64::from(moment) / f64::from(moments)) + Duration::from_millis(1));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        // A kill that came too late proves nothing; it is not counted.
        killed_at_work += i32::from(!status.success());
        assert!(published(&output) == expected, "after kill {moment} the tables are not those of a whole version");
        succeed(folder.path(), &["check"]);
    }
    assert!(killed_at_work >= moments / 3, "only {killed_at_work} of {moments} kills landed in a run");

    succeed(folder.path(), &ARGS);
    assert!(published(&output) == expected);
    let left = fs::read_dir(output.join("_staging")).unwrap().count();
    assert_eq!(left, 0, "the next run sweeps what dead runs left");
}
