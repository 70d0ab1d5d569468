//! Tests of the stage as a whole, on real folders, and the battery that every format must pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::compression::tests::compress;
use super::*;
use crate::model::{Code, content_hash};

/// A folder of files with these contents.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn at(path: &Path) -> InputSettings {
    InputSettings { path: path.to_str().unwrap().to_owned(), ..InputSettings::default() }
}

fn below(folder: &TempDir, pattern: &str) -> InputSettings {
    at(&folder.path().join(pattern))
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.entries.iter().map(|entry| entry.source_path.as_str()).collect()
}

fn read_all(plan: &Plan, settings: &InputSettings) -> Vec<Extracted> {
    let mut all = Vec::new();
    for entry in &plan.entries {
        read(entry, settings, &mut |extracted| {
            all.push(extracted);
            ControlFlow::Continue(())
        });
    }
    all
}

fn run(settings: &InputSettings) -> Vec<Extracted> {
    read_all(&plan(settings).unwrap(), settings)
}

#[track_caller]
fn rejected(extracted: &[Extracted]) -> &Rejected {
    match extracted {
        [Extracted::Rejected(rejected)] => rejected,
        other => panic!("one rejection expected: {other:?}"),
    }
}

#[track_caller]
fn record(extracted: &[Extracted]) -> &RawRecord {
    match extracted {
        [Extracted::Record(record)] => record,
        other => panic!("one record expected: {other:?}"),
    }
}

mod finding {
    use super::*;

    #[test]
    fn a_folder_is_read_with_all_folders_below_in_bytewise_order() {
        let folder = folder(&[
            ("b.txt", b"b"),
            ("a/z.md", b"z"),
            ("a.txt", b"a"),
            ("a/deep/x.jsonl.gz", b"x"),
            ("B.text", b"B"),
        ]);
        let plan = plan(&at(folder.path())).unwrap();
        assert_eq!(names(&plan), ["B.text", "a.txt", "a/deep/x.jsonl.gz", "a/z.md", "b.txt"]);
        let containers: Vec<bool> = plan.entries.iter().map(Entry::is_container).collect();
        assert_eq!(containers, [false, false, true, false, false]);
        let formats: Vec<_> = plan.entries.iter().filter_map(Entry::format).collect();
        assert_eq!(formats, ["text", "text", "jsonl", "markdown", "text"]);
        assert!(plan.entries.iter().all(|entry| entry.size_bytes == 1 && entry.rejection().is_none()));
    }

    #[test]
    fn files_of_unknown_ending_are_skipped_and_counted() {
        let folder = folder(&[("a.txt", b"a"), ("b.pdf", b"b"), ("c", b"c"), ("d.tar.gz", b"d")]);
        let plan = plan(&at(folder.path())).unwrap();
        assert_eq!((names(&plan), plan.skipped), (vec!["a.txt"], 3));
    }

    #[test]
    fn hidden_and_ignored_things_are_left_out() {
        let folder = folder(&[
            ("a.txt", b"a"),
            (".b.txt", b"b"),
            (".git/c.txt", b"c"),
            ("drafts/d.txt", b"d"),
            ("x/drafts/e.txt", b"e"),
            (".gitignore", b"a.txt"),
        ]);
        let mut settings = at(folder.path());
        assert_eq!(names(&plan(&settings).unwrap()), ["a.txt", "drafts/d.txt", "x/drafts/e.txt"]);
        settings.ignore = vec!["/drafts".into()];
        assert_eq!(names(&plan(&settings).unwrap()), ["a.txt", "x/drafts/e.txt"]);
        settings.hidden = true;
        assert_eq!(names(&plan(&settings).unwrap()), [".b.txt", ".git/c.txt", "a.txt", "x/drafts/e.txt"]);
    }

    #[test]
    fn a_glob_is_relative_to_its_plain_prefix() {
        let files: &[(&str, &[u8])] =
            &[("2021/a.txt", b"a"), ("2022/b.txt", b"b"), ("2022/x/c.txt", b"c"), ("2022/d.md", b"d")];
        let folder = folder(files);
        let found = |pattern| {
            let plan = plan(&below(&folder, pattern)).unwrap();
            names(&plan).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found("2022/*.txt"), ["b.txt"]);
        assert_eq!(found("*/*.txt"), ["2021/a.txt", "2022/b.txt"]);
        assert_eq!(found("**/*.txt"), ["2021/a.txt", "2022/b.txt", "2022/x/c.txt"]);
        assert_eq!(found("202[2-9]/**"), ["2022/b.txt", "2022/d.md", "2022/x/c.txt"]);
        assert_eq!(found("2022/{b.txt,d.md}"), ["b.txt", "d.md"]);
        assert_eq!(found("*.txt"), [""; 0]);
    }

    #[test]
    fn a_name_with_brackets_that_exists_is_a_file() {
        let folder = folder(&[("a[1].txt", b"a"), ("a1.txt", b"b")]);
        assert_eq!(names(&plan(&below(&folder, "a[1].txt")).unwrap()), ["a[1].txt"]);
        assert_eq!(names(&plan(&below(&folder, "a[1]*.txt")).unwrap()), ["a1.txt"]);
    }

    #[test]
    fn a_single_file_is_named_by_itself_and_read_whatever_its_ending() {
        let folder = folder(&[("x/release.2022", b"Oslo."), ("x/other.txt", b"Bern.")]);
        let found = run(&below(&folder, "x/release.2022"));
        let record = record(&found);
        assert_eq!((record.source_path.as_str(), record.format), ("release.2022", "text"));
        assert_eq!(record.bytes, b"Oslo.");
    }

    #[test]
    fn faults_of_the_environment_are_errors() {
        let folder = folder(&[("a.txt", b"a")]);
        for missing in ["no.txt", "no/*.txt", "a.txt/b.txt", "a.txt/*.txt"] {
            let error = plan(&below(&folder, missing)).unwrap_err();
            assert!(matches!(error, ExtractError::NotFound { .. }), "{missing}: {error:?}");
        }
        assert!(matches!(plan(&at(Path::new(""))).unwrap_err(), ExtractError::NotFound { .. }));
        let bad = InputSettings { ignore: vec!["[z-a]".into()], ..at(folder.path()) };
        assert!(matches!(plan(&bad).unwrap_err(), ExtractError::BadIgnorePattern { .. }));
        let bad = InputSettings { path: bad.path.clone() + "/a.txt", ..bad };
        assert!(matches!(plan(&bad).unwrap_err(), ExtractError::BadIgnorePattern { .. }), "for a single file too");
    }

    #[test]
    fn a_folder_without_inputs_is_an_empty_plan() {
        let folder = folder(&[("a.pdf", b"a")]);
        let plan = plan(&at(folder.path())).unwrap();
        assert_eq!((plan.entries.len(), plan.skipped), (0, 1));
    }
}

#[cfg(unix)]
mod odd_entries {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    fn codes(settings: &InputSettings) -> Vec<(String, &'static str)> {
        let name = |extracted| match extracted {
            Extracted::Record(record) => (record.source_path, "record"),
            Extracted::Rejected(rejected) => (rejected.source_path, rejected.diagnostic.code.as_str()),
        };
        run(settings).into_iter().map(name).collect()
    }

    fn expect(expected: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        expected.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect()
    }

    #[test]
    fn links_back_are_rejected_and_the_rest_is_read() {
        let folder = folder(&[("a/b/c.txt", b"c")]);
        symlink(folder.path(), folder.path().join("a/b/up")).unwrap();
        symlink("self.txt", folder.path().join("self.txt")).unwrap();
        let settings = at(folder.path());
        let expected = expect(&[("a/b/c.txt", "record"), ("a/b/up", "symlink_loop"), ("self.txt", "symlink_loop")]);
        assert_eq!(codes(&settings), expected);
        let up = run(&settings).into_iter().find_map(|extracted| match extracted {
            Extracted::Rejected(rejected) if rejected.source_path == "a/b/up" => Some(rejected.diagnostic.detail),
            _ => None,
        });
        assert_eq!(up.as_deref(), Some("the link leads back to the input folder"));
    }

    #[test]
    fn links_elsewhere_are_followed_or_left_by_option() {
        let other = folder(&[("d.txt", b"d")]);
        let folder = folder(&[("a.txt", b"a")]);
        for name in ["one", "two"] {
            symlink(other.path(), folder.path().join(name)).unwrap();
        }
        symlink("a.txt", folder.path().join("b.txt")).unwrap();
        let mut settings = at(folder.path());
        assert_eq!(names(&plan(&settings).unwrap()), ["a.txt", "b.txt", "one/d.txt", "two/d.txt"]);
        settings.follow_links = false;
        let plan = plan(&settings).unwrap();
        assert_eq!((names(&plan), plan.skipped), (vec!["a.txt"], 3));
    }

    #[test]
    fn a_link_as_the_input_itself_is_always_followed() {
        let folder = folder(&[("real/a.txt", b"a")]);
        symlink("real", folder.path().join("link")).unwrap();
        symlink("real/a.txt", folder.path().join("link.txt")).unwrap();
        for (input, name) in [("link", "a.txt"), ("link.txt", "link.txt")] {
            let settings = InputSettings { follow_links: false, ..below(&folder, input) };
            assert_eq!(names(&plan(&settings).unwrap()), [name]);
        }
    }

    #[test]
    fn links_to_nothing_are_unreadable() {
        let folder = folder(&[]);
        for name in ["a.txt", "folder", "b.pdf"] {
            symlink("nowhere", folder.path().join(name)).unwrap();
        }
        assert_eq!(codes(&at(folder.path())), expect(&[("a.txt", "unreadable"), ("folder", "unreadable")]));
        assert_eq!(plan(&at(folder.path())).unwrap().skipped, 1);
    }

    #[test]
    fn failures_that_the_glob_does_not_mean_are_passed_over() {
        let folder = folder(&[("a.txt", b"a")]);
        symlink(".", folder.path().join("up")).unwrap();
        symlink("nowhere", folder.path().join("b.txt")).unwrap();
        assert_eq!(codes(&below(&folder, "a*.txt")), expect(&[("a.txt", "record")]));
        assert_eq!(codes(&below(&folder, "**/a*.txt")), expect(&[("a.txt", "record"), ("up", "symlink_loop")]));
        let ignoring = InputSettings { ignore: vec!["up".into(), "b.*".into()], ..at(folder.path()) };
        assert_eq!(codes(&ignoring), expect(&[("a.txt", "record")]));
    }

    /// Opening a pipe without a writer would wait for ever; a named pipe cannot be made without unsafe code or a
    /// program, a socket stands for both.
    #[test]
    fn what_is_no_file_is_not_opened() {
        let folder = folder(&[]);
        let _socket = UnixListener::bind(folder.path().join("a.txt")).unwrap();
        let _other = UnixListener::bind(folder.path().join("b.sock")).unwrap();
        symlink("/dev/zero", folder.path().join("c.txt")).unwrap();
        assert_eq!(codes(&at(folder.path())), expect(&[("a.txt", "not_a_file"), ("c.txt", "not_a_file")]));
        assert_eq!(codes(&below(&folder, "b.sock")), expect(&[("b.sock", "not_a_file")]));
    }

    #[test]
    fn paths_that_are_not_unicode_are_rejected_under_names_of_their_own() {
        let folder = folder(&[("caf%E9.txt", b"a")]);
        for name in [&b"caf\xe9.txt"[..], b"caf\xea.txt", b"caf\xe9.pdf"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), b"abc").unwrap();
        }
        let settings = at(folder.path());
        let expected =
            [("./caf%E9.txt", "path_not_unicode"), ("./caf%EA.txt", "path_not_unicode"), ("caf%E9.txt", "record")];
        assert_eq!(codes(&settings), expect(&expected));
        assert_eq!(plan(&settings).unwrap().skipped, 1);
    }

    #[test]
    fn what_happens_between_finding_and_reading_is_rejected() {
        let folder = folder(&[("a.txt", b"a"), ("b.txt", b"b"), ("c.jsonl", b"{}"), ("d.txt", b"d")]);
        let settings = at(folder.path());
        let plan = plan(&settings).unwrap();
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        fs::remove_file(folder.path().join("b.txt")).unwrap();
        fs::create_dir(folder.path().join("b.txt")).unwrap();
        fs::remove_file(folder.path().join("c.jsonl")).unwrap();
        let codes: Vec<_> = read_all(&plan, &settings)
            .iter()
            .map(|extracted| match extracted {
                Extracted::Record(_) => None,
                Extracted::Rejected(rejected) => Some((rejected.diagnostic.code, rejected.content_hash)),
            })
            .collect();
        assert_eq!(
            codes,
            [Some((Code::Vanished, None)), Some((Code::Unreadable, None)), Some((Code::Vanished, None)), None]
        );
    }

    #[test]
    fn a_file_without_permission_is_unreadable_and_the_run_goes_on() {
        let folder = folder(&[("a.txt", b"a"), ("closed/b.txt", b"b"), ("c.txt", b"c")]);
        let close = |name| fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
        close("a.txt");
        close("closed");
        let modes_hold = fs::File::open(folder.path().join("a.txt")).is_err();
        let (seen, root) = (codes(&at(folder.path())), plan(&below(&folder, "closed")));
        fs::set_permissions(folder.path().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
        if modes_hold {
            assert_eq!(seen, expect(&[("a.txt", "unreadable"), ("c.txt", "record"), ("closed", "unreadable")]));
            assert!(matches!(root.unwrap_err(), ExtractError::PermissionDenied { .. }));
        } else {
            // The superuser reads everything: then nothing may be refused.
            assert_eq!(seen, expect(&[("a.txt", "record"), ("c.txt", "record"), ("closed/b.txt", "record")]));
        }
    }
}

mod contents {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn files_that_are_no_text_are_rejected_with_hash_and_excerpt() {
        for (bytes, code, excerpt) in [(&b""[..], Code::Empty, ""), (PNG, Code::Binary, "\u{fffd}PNG········IHDR")]
        {
            let folder = folder(&[("a.txt", bytes)]);
            let found = run(&at(folder.path()));
            let rejected = rejected(&found);
            assert_eq!((rejected.diagnostic.code, rejected.excerpt.as_str()), (code, excerpt));
            assert_eq!(rejected.content_hash, Some(content_hash(bytes)));
            assert_eq!(rejected.source_bytes, bytes.len() as u64);
        }
    }

    #[test]
    fn white_space_and_a_stray_nul_are_left_to_normalization() {
        for bytes in [&b" \n\t"[..], b"The Senator spoke on Monday about the\0 harvest in Iowa."] {
            let folder = folder(&[("a.txt", bytes)]);
            assert_eq!(record(&run(&at(folder.path()))).bytes, bytes);
        }
    }

    #[test]
    fn compressed_files_of_any_format_are_read() {
        let text = b"Two countries signed.";
        let line = b"{\"text\":\"a\"}\n";
        for &compression in Compression::ALL {
            let ending = compression.extension();
            let (a, b) = (format!("a.txt.{ending}"), format!("b.jsonl.{ending}"));
            let folder = folder(&[(&a, &compress(compression, text)), (&b, &compress(compression, &line.repeat(3)))]);
            let found = run(&at(folder.path()));
            let bytes: Vec<&[u8]> = found
                .iter()
                .map(|extracted| match extracted {
                    Extracted::Record(record) => &record.bytes[..],
                    Extracted::Rejected(rejected) => panic!("{rejected:?}"),
                })
                .collect();
            let line = line.trim_ascii_end();
            assert_eq!(bytes, [text, line, line, line]);
        }
    }

    #[test]
    fn damaged_compression_is_rejected() {
        for &compression in Compression::ALL {
            let packed = compress(compression, b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
            for damaged in [&packed[..packed.len() - 3], b"no compression at all"] {
                let name = format!("a.txt.{}", compression.extension());
                let folder = folder(&[(&name, damaged)]);
                let found = run(&at(folder.path()));
                let rejected = rejected(&found);
                assert_eq!(rejected.diagnostic.code, Code::BadCompression);
                assert_eq!((rejected.source_bytes, rejected.content_hash), (damaged.len() as u64, None));
            }
        }
    }

    /// What came before the damage are whole records; the line in which it lies is rejected by its number.
    #[test]
    fn damage_in_a_container_costs_the_rest_of_it() {
        let mut packed = compress(Compression::Gzip, b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
        packed.extend_from_slice(&compress(Compression::Gzip, b"{\"text\":\"c\"}\n")[..14]);
        let folder = folder(&[("a.jsonl.gz", &packed)]);
        let found = run(&at(folder.path()));
        let [Extracted::Record(_), Extracted::Record(_), Extracted::Rejected(rejected)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(rejected.diagnostic.code, Code::BadCompression);
        assert_eq!(rejected.source_member.as_deref(), Some("L3"));
    }

    #[test]
    fn a_jsonl_file_that_is_not_compressed_after_all_gives_one_row() {
        for name in ["a.jsonl.gz", "a.jsonl.zst"] {
            let folder = folder(&[(name, b"{\"text\":\"a\"}\n")]);
            let found = run(&at(folder.path()));
            assert_eq!(rejected(&found).diagnostic.code, Code::BadCompression, "{name}");
        }
    }

    #[test]
    fn a_record_over_the_limit_is_too_large() {
        let folder = folder(&[("a.txt", b"0123456789")]);
        let fits = InputSettings { max_record_bytes: 10, ..at(folder.path()) };
        assert_eq!(record(&run(&fits)).bytes, b"0123456789");
        let found = run(&InputSettings { max_record_bytes: 9, ..fits });
        let rejected = rejected(&found);
        assert_eq!((rejected.diagnostic.code, rejected.source_bytes), (Code::TooLarge, 10));
        assert_eq!(rejected.excerpt, "0123456789");
    }
}

/// What every format must stand.
mod battery {
    use super::*;

    fn extract(format: &dyn SourceFormat, bytes: &[u8]) -> Vec<Extracted> {
        let mut all = Vec::new();
        let mut emit = |extracted| {
            all.push(extracted);
            ControlFlow::Continue(())
        };
        let _ = format.records(Input::from_bytes("a", bytes), &InputSettings::default(), &mut emit);
        all
    }

    #[test]
    fn names_and_endings_are_unique_and_lower_case() {
        let (mut names, mut endings) = (BTreeSet::new(), BTreeSet::new());
        endings.extend(Compression::ALL.iter().map(|compression| compression.extension()));
        for format in FORMATS {
            assert!(names.insert(format.name()), "the name {} is taken: choose another one", format.name());
            assert!(!format.extensions().is_empty(), "{}: name at least one ending", format.name());
            for ending in format.extensions() {
                assert!(endings.insert(ending), "the ending {ending} is taken: a file can have one format only");
                assert_eq!(*ending, ending.to_ascii_lowercase(), "endings are compared in lower case");
                assert_eq!(
                    Path::new("a").with_extension(ending),
                    PathBuf::from(format!("a.{ending}")),
                    "without its dot"
                );
            }
        }
    }

    #[test]
    fn docs_are_whole_and_their_examples_are_records() {
        for format in FORMATS {
            let doc = format.doc();
            assert!(doc.what.ends_with('.') && doc.not_for.ends_with('.'), "{}: write sentences", format.name());
            let found = extract(*format, doc.example.as_bytes());
            for extracted in &found {
                let Extracted::Record(record) = extracted else { panic!("{}: {extracted:?}", format.name()) };
                assert_eq!(record.format, format.name());
                assert_eq!(record.source_path, "a");
            }
            assert!(!found.is_empty(), "{}: the example gives no record", format.name());
        }
    }

    proptest! {
        /// Any bytes give something, the same twice, and no panic.
        #[test]
        fn random_bytes_are_extracted_alike_twice(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for format in FORMATS {
                let found = extract(*format, &bytes);
                prop_assert!(!found.is_empty(), "{} lost the input", format.name());
                prop_assert_eq!(found, extract(*format, &bytes));
            }
        }

        /// Names of records within a file are unique, so that their ids are.
        #[test]
        fn records_have_names_of_their_own(lines in prop::collection::vec("(\\{\"id\":\"?[L1-3]{1,2}\"?,\"text\":\"a\"\\}|\\{\"text\":\"b\"\\}|x)", 0..12)) {
            for format in FORMATS {
                let found = extract(*format, lines.join("\n").as_bytes());
                let ids: Vec<_> = found
                    .iter()
                    .filter_map(|extracted| match extracted {
                        Extracted::Record(record) => Some(record.doc_id()),
                        Extracted::Rejected(_) => None,
                    })
                    .collect();
                prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            }
        }
    }
}
