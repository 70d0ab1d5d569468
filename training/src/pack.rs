//! Prunes and quantises the weights: small ones go, the others become one byte each.

use communique::stages::recognize::tagger::labels::N_LABELS;
use communique::stages::recognize::tagger::refine::N_FINE;
use communique::stages::recognize::tagger::viterbi::Steps;
use communique::stages::recognize::tagger::weights::Weights;

use crate::perceptron::Trained;

/// The largest byte.
const LARGEST: f32 = 127.0;
/// Share of weights that are cut off at the largest byte.
const CLIPPED: f64 = 0.0002;

/// Tables of a model, and how large one unit of its scores is.
pub struct Packed {
    pub features: Vec<u8>,
    pub entries: Vec<u8>,
    pub steps: Steps,
    pub n_features: usize,
    pub n_weights: usize,
}

/// Packs the weights. A feature none of whose weights reaches `prune` is left out, and single weights below a third of it.
pub fn pack(hashes: &[u64], trained: &Trained, types: &[[f32; N_FINE]], prune: f32) -> Packed {
    let scale = scale(trained.features.iter().flatten().copied());
    let type_scale = scale_of_types(types);
    let mut kept = Vec::new();
    for (at, hash) in hashes.iter().enumerate() {
        let mut weights = Vec::new();
        push(&mut weights, &trained.features[at], 0, scale, prune);
        push(&mut weights, &types[at], N_LABELS, type_scale, prune / 4.0);
        if !weights.is_empty() {
            kept.push((*hash, weights));
        }
    }
    let (features, entries) = Weights::build(&kept);
    Packed {
        steps: trained.steps.map(|row| row.map(|weight| (weight * scale).round() as i32)),
        n_features: kept.len(),
        n_weights: entries.len() / 2,
        features,
        entries,
    }
}

fn push(out: &mut Vec<(u8, i8)>, weights: &[f32], first_label: usize, scale: f32, prune: f32) {
    if !weights.iter().any(|weight| weight.abs() >= prune) {
        return;
    }
    for (label, weight) in weights.iter().enumerate() {
        let byte = (weight * scale).round().clamp(-LARGEST, LARGEST) as i8;
        if byte != 0 && weight.abs() >= prune / 3.0 {
            out.push(((first_label + label) as u8, byte));
        }
    }
}

fn scale_of_types(types: &[[f32; N_FINE]]) -> f32 {
    scale(types.iter().flatten().copied())
}

/// The factor that maps all but the largest weights to a byte.
fn scale(weights: impl Iterator<Item = f32>) -> f32 {
    let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let at = ((sizes.len() as f64) * (1.0 - CLIPPED)) as usize;
    sizes.get(at.min(sizes.len().saturating_sub(1))).map_or(1.0, |size| LARGEST / size)
}
