//! The averaged structured perceptron, with loss-augmented decoding.
//!
//! Collins, "Discriminative Training Methods for Hidden Markov Models", EMNLP 2002. Each wrong label of a token gets a bonus
//! of one margin unit while training, so that the right sequence has to win by the number of labels that differ (Taskar,
//! Guestrin & Koller, "Max-Margin Markov Networks", NIPS 2003). All updates are whole numbers: the same examples in the same
//! order give the same weights on every machine.

use communique::stages::recognize::tagger::labels::{N_LABELS, OUTSIDE};
use communique::stages::recognize::tagger::refine::{FINE, N_FINE};
use communique::stages::recognize::tagger::viterbi::{Emission, Steps, Transitions, decode};

use crate::examples::{Stretch, Typed};
use crate::shuffle::Shuffle;

/// How the training goes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub epochs: usize,
    /// Bonus of a wrong label while training.
    pub margin: i32,
    pub seed: u64,
}

/// Averaged weights: for each feature those of all labels, and those of the steps.
pub struct Trained {
    pub features: Vec<[f32; N_LABELS]>,
    pub steps: [[f32; N_LABELS]; N_LABELS],
}

/// A weight with what averaging needs: its value, and the sum of its changes weighed by when they came.
#[derive(Clone, Copy, Default)]
struct Weight {
    now: i32,
    late: i64,
}

impl Weight {
    fn change(&mut self, by: i32, time: i64) {
        self.now += by;
        self.late += i64::from(by) * time;
    }

    fn average(self, time: i64) -> f32 {
        (f64::from(self.now) - self.late as f64 / time as f64) as f32
    }
}

/// Learns the labels of stretches. `report` hears of each epoch: its number and how many tokens were labelled wrong.
pub fn train(
    stretches: &[Stretch],
    n_features: usize,
    settings: Settings,
    mut report: impl FnMut(usize, usize),
) -> Trained {
    let mut features = vec![[Weight::default(); N_LABELS]; n_features];
    let mut steps = [[Weight::default(); N_LABELS]; N_LABELS];
    let mut shuffle = Shuffle::new(settings.seed);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let mut time = 1;
    for epoch in 1..=settings.epochs {
        shuffle.shuffle(&mut order);
        let mut wrong = 0;
        for stretch in order.iter().map(|at| &stretches[*at]) {
            wrong += learn(stretch, &mut features, &mut steps, settings.margin, time);
            time += 1;
        }
        report(epoch, wrong);
    }
    Trained {
        features: features.iter().map(|weights| weights.map(|weight| weight.average(time))).collect(),
        steps: steps.map(|row| row.map(|weight| weight.average(time))),
    }
}

fn learn(
    stretch: &Stretch,
    features: &mut [[Weight; N_LABELS]],
    steps: &mut [[Weight; N_LABELS]; N_LABELS],
    margin: i32,
    time: i64,
) -> usize {
    let emissions: Vec<Emission> = stretch
        .tokens
        .iter()
        .zip(&stretch.labels)
        .map(|(token, gold)| {
            let mut scores = [margin; N_LABELS];
            scores[*gold] = 0;
            for feature in token {
                for (score, weight) in scores.iter_mut().zip(&features[*feature as usize]) {
                    *score += weight.now;
                }
            }
            scores
        })
        .collect();
    let now: Steps = steps.map(|row| row.map(|weight| weight.now));
    let found = decode(&emissions, &Transitions::new(&now)).labels;
    let differs = found.iter().zip(&stretch.labels).filter(|(found, gold)| found != gold).count();
    if differs == 0 {
        return 0;
    }
    for ((token, gold), found) in stretch.tokens.iter().zip(&stretch.labels).zip(&found) {
        if gold != found {
            for feature in token {
                features[*feature as usize][*gold].change(1, time);
                features[*feature as usize][*found].change(-1, time);
            }
        }
    }
    for (labels, by) in [(&stretch.labels, 1), (&found, -1)] {
        let mut from = OUTSIDE;
        for to in labels.iter().copied().chain([OUTSIDE]) {
            steps[from][to].change(by, time);
            from = to;
        }
    }
    differs
}

/// Learns the types of names: for each feature the weights of all finer types.
pub fn train_types(typed: &[Typed], n_features: usize, settings: Settings) -> Vec<[f32; N_FINE]> {
    let mut features = vec![[Weight::default(); N_FINE]; n_features];
    let mut shuffle = Shuffle::new(settings.seed);
    let mut order: Vec<usize> = (0..typed.len()).collect();
    let mut time = 1;
    for _ in 0..settings.epochs {
        shuffle.shuffle(&mut order);
        for name in order.iter().map(|at| &typed[*at]) {
            learn_type(name, &mut features, settings.margin, time);
            time += 1;
        }
    }
    features.iter().map(|weights| weights.map(|weight| weight.average(time))).collect()
}

fn learn_type(name: &Typed, features: &mut [[Weight; N_FINE]], margin: i32, time: i64) {
    let choices = || FINE.iter().enumerate().filter(|(_, (class, _))| *class == name.class);
    let Some((gold, _)) = choices().find(|(_, (_, entity_type))| *entity_type == name.entity_type) else { return };
    let score = |label: usize| {
        let bonus = if label == gold { 0 } else { margin };
        bonus + name.features.iter().map(|feature| features[*feature as usize][label].now).sum::<i32>()
    };
    let found = choices().map(|(label, _)| label).max_by_key(|label| (score(*label), std::cmp::Reverse(*label)));
    let Some(found) = found.filter(|found| *found != gold) else { return };
    for feature in &name.features {
        features[*feature as usize][gold].change(1, time);
        features[*feature as usize][found].change(-1, time);
    }
}
