//! Which tokens lie inside a short pair of brackets.

use super::classes::{is_opening_bracket, opening_of};
use super::view::View;

/// A pair that holds more tokens than this is a passage of its own, in which sentences end as usual.
const MAX_PAIR: usize = 100;

/// The short outermost pairs of a block, as positions of their two brackets, in order.
#[derive(Debug)]
pub(super) struct Brackets {
    pairs: Vec<(usize, usize)>,
}

impl Brackets {
    pub(super) fn of(view: &View<'_>) -> Self {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for at in 0..view.len() {
            let c = view.first(at);
            if is_opening_bracket(c) {
                open.push((at, c));
                continue;
            }
            let opened = opening_of(c).and_then(|opening| open.pop_if(|(_, last)| *last == opening));
            if let Some((start, _)) = opened.filter(|(start, _)| at - start <= MAX_PAIR) {
                // Pairs close from the inside out: the ones inside this one are the last that were found.
                while pairs.pop_if(|(inner, _)| *inner > start).is_some() {}
                pairs.push((start, at));
            }
        }
        Self { pairs }
    }

    /// Whether token `at` lies in a pair that opens after the first token of the sentence, `start`.
    pub(super) fn guard(&self, start: usize, at: usize) -> bool {
        let index = self.pairs.partition_point(|(open, _)| *open < at);
        let pair = index.checked_sub(1).and_then(|index| self.pairs.get(index));
        pair.is_some_and(|(open, close)| *open > start && at < *close)
    }
}
