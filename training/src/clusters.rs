//! Clusters of word vectors: spherical k-means (Dhillon & Modha, "Concept Decompositions for Large Sparse Text Data Using
//! Clustering", Machine Learning 2001), twice: words to small clusters, small clusters to large ones.

use crate::shuffle::Shuffle;

/// Rounds of reassignment, at most; it usually settles earlier.
const ROUNDS: usize = 20;

/// Assigns each vector (rows of `width` numbers) to one of `k` clusters by cosine; gives assignments and centroids. Rows of
/// zeros go to cluster 0.
pub fn cluster(vectors: &[f32], width: usize, k: usize, seed: u64) -> (Vec<usize>, Vec<f32>) {
    let unit: Vec<f32> = vectors.chunks(width).flat_map(normalised).collect();
    let n = unit.len() / width;
    let mut order: Vec<usize> = (0..n).collect();
    Shuffle::new(seed).shuffle(&mut order);
    let mut centroids: Vec<f32> = order.iter().take(k).flat_map(|at| row(&unit, *at, width).to_vec()).collect();
    let mut assigned = vec![0; n];
    for _ in 0..ROUNDS {
        let next: Vec<usize> = unit.chunks(width).map(|vector| nearest(vector, &centroids, width)).collect();
        let settled = next == assigned;
        assigned = next;
        if settled {
            break;
        }
        let mut sums = vec![0.0; centroids.len()];
        for (vector, cluster) in unit.chunks(width).zip(&assigned) {
            for (sum, value) in sums[cluster * width..][..width].iter_mut().zip(vector) {
                *sum += value;
            }
        }
        // A cluster that has lost all its vectors keeps its place.
        for (sum, old) in sums.chunks_mut(width).zip(centroids.chunks_mut(width)) {
            if sum.iter().any(|value| *value != 0.0) {
                old.copy_from_slice(&normalised(sum));
            }
        }
    }
    (assigned, centroids)
}

fn row(vectors: &[f32], at: usize, width: usize) -> &[f32] {
    &vectors[at * width..][..width]
}

fn normalised(vector: &[f32]) -> Vec<f32> {
    let length = dot(vector, vector).sqrt();
    if length == 0.0 { vector.to_vec() } else { vector.iter().map(|value| value / length).collect() }
}

fn nearest(vector: &[f32], centroids: &[f32], width: usize) -> usize {
    let mut best = (f32::MIN, 0);
    for (at, centroid) in centroids.chunks(width).enumerate() {
        let cosine = dot(vector, centroid);
        if cosine > best.0 {
            best = (cosine, at);
        }
    }
    best.1
}

/// Eight sums side by side, so that the order of additions is the same whatever the compiler makes of it.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a_chunks, a_rest) = a.as_chunks::<8>();
    let (b_chunks, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_one_direction_are_together() {
        let vectors = [1.0, 0.1, 2.0, 0.1, 0.1, 3.0, 0.0, 1.0, 5.0, 0.2];
        let (assigned, _) = cluster(&vectors, 2, 2, 3);
        assert_eq!(assigned[0], assigned[1]);
        assert_eq!(assigned[0], assigned[4]);
        assert_eq!(assigned[2], assigned[3]);
        assert_ne!(assigned[0], assigned[2]);
    }
}
