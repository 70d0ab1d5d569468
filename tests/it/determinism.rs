//! The same inputs give the same bytes, whatever the threads, the order of the folder, the place or the clock.

use std::fs;
use std::path::Path;

use crate::support::{etl, published, repository, succeed, walk};

/// Copies the samples under `names` times as many names, so that there are several units of work.
fn many_samples(into: &Path, order: impl Fn(&mut Vec<(std::path::PathBuf, usize)>)) {
    let samples = repository().join("input");
    let mut copies = Vec::new();
    walk(&samples, &mut |path| {
        for copy in 0..60 {
            copies.push((path.to_owned(), copy));
        }
    });
    copies.sort();
    order(&mut copies);
    for (path, copy) in copies {
        let target = into.join(format!("copy-{copy:02}")).join(path.strip_prefix(&samples).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(path, target).unwrap();
    }
}

#[test]
fn the_same_bytes_for_any_threads_order_place_zone_and_locale() {
    let folder = tempfile::tempdir().unwrap();
    many_samples(&folder.path().join("input"), |_| ());
    succeed(folder.path(), &["run", "--output", "one", "--jobs", "1"]);
    let expected = published(&folder.path().join("one"));
    assert_eq!(expected.len(), 6, "one file a table");

    succeed(folder.path(), &["run", "--output", "two", "--jobs", "2"]);
    assert!(published(&folder.path().join("two")) == expected, "2 threads");
    succeed(folder.path(), &["run", "--output", "seven", "--jobs", "7"]);
    assert!(published(&folder.path().join("seven")) == expected, "7 threads");

    // A folder lists its entries in the order in which they were made, or by hash: make them the other way round.
    let elsewhere = tempfile::tempdir().unwrap();
    many_samples(&elsewhere.path().join("deep/er/texts"), |copies| copies.reverse());
    let (input, output) = (elsewhere.path().join("deep/er/texts"), elsewhere.path().join("out"));
    let args = ["run", "--input", input.to_str().unwrap(), "--output", output.to_str().unwrap(), "--jobs", "3"];
    let status = etl(Path::new("/"), &args)
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "tr_TR.UTF-8")
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    assert!(published(&output) == expected, "another order, working directory, time zone and locale");
}

#[test]
fn a_refresh_publishes_the_same_bytes_as_another_version() {
    let folder = tempfile::tempdir().unwrap();
    let input = repository().join("input");
    let args = ["run", "--refresh", "--input", input.to_str().unwrap()];
    succeed(folder.path(), &args);
    let first = published(&folder.path().join("output"));
    succeed(folder.path(), &args);
    assert!(folder.path().join("output/_versions/000002/manifest.json").is_file());
    assert!(published(&folder.path().join("output")) == first);
}
