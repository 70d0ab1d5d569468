//! The features of a token: hashes of what it and its neighbours look like, what lexicon, clusters and the rest of the
//! document say. The order of the templates is part of the model's format.
//!
//! After Ratinov & Roth, CoNLL 2009 (word, shape, affixes, gazetteers, clusters, non-local evidence), and features of the run
//! of capitals that a token stands in, which tell organisations by their head word.

use super::document::{Evidence, N_EVIDENCE};
use super::hash::{finish, mix};
use super::view::{View, Word};

/// The longest run of capitals that is looked at to either side.
const RUN: usize = 8;

/// The run of words with capitals around a token.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    end: usize,
}

/// Features, told apart by the number of their template.
struct Emit<F> {
    to: F,
}

impl<F: FnMut(u64)> Emit<F> {
    #[inline]
    fn one(&mut self, template: u64, value: u64) {
        (self.to)(finish(mix(template, value)));
    }

    #[inline]
    fn two(&mut self, template: u64, a: u64, b: u64) {
        (self.to)(finish(mix(mix(template, a), b)));
    }

    #[inline]
    fn three(&mut self, template: u64, a: u64, b: u64, c: u64) {
        (self.to)(finish(mix(mix(mix(template, a), b), c)));
    }
}

/// Hash of the place before the first and behind the last token.
pub(super) const EDGE: u64 = 0xED6E;

/// Gives the features of the token at `at`. `others` is what the document's other occurrences of the word show.
pub fn features(view: &View, at: usize, others: Evidence, to: impl FnMut(u64)) {
    let Some(word) = view.words.get(at) else { return };
    let mut emit = Emit { to };
    let lower = |offset: isize| view.at(at, offset).map_or(EDGE, |word| word.lower);
    let shape = |offset: isize| view.at(at, offset).map_or(EDGE, |word| word.shape);
    let known = |offset: isize| view.at(at, offset).map(|word| word.known).unwrap_or_default();
    let coarse = |offset: isize| known(offset).coarse();
    let layout = u64::from(view.in_capitals) | u64::from(view.is_title) << 1;
    let first = u64::from(at == 0);

    emit.one(1, layout << 1 | first);
    emit.one(2, word.lower);
    emit.one(3, lower(-1));
    emit.one(4, lower(1));
    emit.one(5, lower(-2));
    emit.one(6, lower(2));
    emit.two(7, lower(-1), word.lower);
    emit.two(8, word.lower, lower(1));
    emit.two(9, lower(-2), lower(-1));
    emit.two(10, lower(1), lower(2));
    emit.two(11, word.lower, word.shape);
    emit.three(12, word.shape, first, layout);
    emit.two(13, shape(-1), word.shape);
    emit.two(14, word.shape, shape(1));
    emit.three(15, shape(-1), word.shape, shape(1));
    emit.two(16, shape(1), shape(2));
    emit.two(17, shape(-2), shape(-1));
    for (len, prefix) in word.prefixes.iter().enumerate().filter(|(_, prefix)| **prefix != 0) {
        emit.one(20 + len as u64, *prefix);
    }
    for (len, suffix) in word.suffixes.iter().enumerate().filter(|(_, suffix)| **suffix != 0) {
        emit.one(25 + len as u64, *suffix);
    }
    emit.one(30, word.known.fine());
    emit.one(31, coarse(0));
    emit.one(34, coarse(-2));
    emit.one(35, coarse(2));
    emit.two(36, coarse(-1), coarse(0));
    emit.two(37, coarse(0), coarse(1));
    emit.three(38, coarse(-1), coarse(0), coarse(1));

    lists(view, at, word, &mut emit);
    lexicon(view, at, word, &mut emit);
    run(view, at, &mut emit);
    if others != 0 {
        emit.one(70, u64::from(others));
        for kind in (0..N_EVIDENCE).filter(|kind| others >> kind & 1 == 1) {
            emit.two(71, kind as u64, word.shape);
        }
    }
}

fn lists<F: FnMut(u64)>(view: &View, at: usize, word: &Word, emit: &mut Emit<F>) {
    let list = |offset: isize| view.at(at, offset).map_or(0, |word| word.known.lists() | word.city << 4);
    emit.two(40, list(0), word.shape);
    emit.two(41, list(-1), list(0));
    emit.two(42, list(0), list(1));
}

fn lexicon<F: FnMut(u64)>(view: &View, at: usize, word: &Word, emit: &mut Emit<F>) {
    let lexicon = |offset: isize| view.at(at, offset).map_or(EDGE, |word| word.lexicon);
    let title = |offset: isize| view.at(at, offset).map_or(EDGE, |word| word.title);
    let lower = |offset: isize| view.at(at, offset).map_or(EDGE, |word| word.lower);
    emit.two(50, word.lexicon, word.shape);
    emit.one(51, word.title);
    emit.two(52, lexicon(-1), word.lexicon);
    emit.two(53, word.lexicon, lexicon(1));
    emit.two(54, title(-1), word.shape);
    emit.two(55, title(-2), title(-1));
    emit.two(56, word.lexicon, lower(1));
    emit.two(57, lower(-1), word.lexicon);
    emit.one(58, title(1));
    emit.one(59, lexicon(2));
}

/// The run of capitals: where the token stands in it, its first and last word, and the words around it.
fn run<F: FnMut(u64)>(view: &View, at: usize, emit: &mut Emit<F>) {
    let Some(run) = run_at(view, at) else { return };
    let lower = |at: Option<usize>| at.and_then(|at| view.words.get(at)).map_or(EDGE, |word| word.lower);
    let coarse = |at: Option<usize>| at.and_then(|at| view.words.get(at)).map_or(EDGE, |word| word.known.coarse());
    let (before, behind) = ((at - run.start).min(3) as u64, (run.end - at).min(4) as u64);
    let last = run.end.checked_sub(1);
    emit.two(60, before, behind);
    emit.three(61, lower(last), before, u64::from(behind == 1));
    emit.two(62, lower(Some(run.start)), before);
    emit.two(63, coarse(last), before);
    emit.two(64, lower(run.start.checked_sub(1)), before);
    emit.two(65, lower(Some(run.end)), behind);
    // "University of Georgia": what the run hangs on, and what hangs on it.
    if let Some(head) = head_before(view, run.start) {
        emit.two(66, lower(Some(head)), before);
    }
    if lower(Some(run.end)) == super::view::of_hash() {
        emit.three(67, lower(Some(run.end + 1)), lower(last), behind);
        emit.two(68, coarse(Some(run.end + 1)), lower(last));
    }
}

/// The last word of the run before `of` or `of the`.
fn head_before(view: &View, start: usize) -> Option<usize> {
    let is = |at: usize, hash: u64| view.words.get(at).is_some_and(|word| word.lower == hash);
    let mut at = start.checked_sub(1)?;
    if is(at, super::view::the_hash()) {
        at = at.checked_sub(1)?;
    }
    if !is(at, super::view::of_hash()) {
        return None;
    }
    let head = at.checked_sub(1)?;
    view.words.get(head).filter(|word| word.case.capital).map(|_| head)
}

fn run_at(view: &View, at: usize) -> Option<Run> {
    let is_capital = |at: &usize| view.words.get(*at).is_some_and(|word| word.case.capital);
    if !is_capital(&at) {
        return None;
    }
    let start = (at.saturating_sub(RUN)..at).rev().take_while(is_capital).last().unwrap_or(at);
    let end = (at + 1..at + RUN).take_while(is_capital).last().unwrap_or(at) + 1;
    Some(Run { start, end })
}
