//! Fits the curve from margins to probabilities: logistic regression on one variable by Newton's method.
//!
//! Platt, "Probabilistic Outputs for Support Vector Machines", 1999.

use communique::stages::recognize::tagger::model::Calibration;

/// The curve for these margins, each with whether the name was right.
pub fn fit(points: &[(f64, bool)]) -> Calibration {
    if points.is_empty() {
        return Calibration { slope: 0.0, intercept: 0.0 };
    }
    // Margins are brought to the order of one, so that the equations are well conditioned.
    let unit = points.iter().map(|(margin, _)| margin.abs()).sum::<f64>() / points.len() as f64;
    let unit = unit.max(1.0);
    let (mut slope, mut intercept) = (1.0, 0.0);
    for _ in 0..50 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        for (margin, right) in points {
            let x = margin / unit;
            let p = 1.0 / (1.0 + (-(slope * x + intercept)).exp());
            let (error, weight) = (p - f64::from(u8::from(*right)), p * (1.0 - p));
            g0 += error;
            g1 += error * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        let determinant = h00 * h11 - h01 * h01;
        if determinant.abs() < 1e-12 {
            break;
        }
        intercept -= (h11 * g0 - h01 * g1) / determinant;
        slope -= (h00 * g1 - h01 * g0) / determinant;
    }
    Calibration { slope: (slope / unit) as f32, intercept: intercept as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_through_the_shares() {
        // Of names with margin 0 half are right, of those with margin 10 nine in ten.
        let mut points = vec![(0.0, true), (0.0, false)];
        points.extend((0..10).map(|at| (10.0, at != 0)));
        let curve = fit(&points);
        assert!((curve.probability(0) - 0.5).abs() < 0.01, "{curve:?}");
        assert!((curve.probability(10) - 0.9).abs() < 0.01, "{curve:?}");
    }
}
