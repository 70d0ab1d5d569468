//! The file of a trained model: a short head and three tables that are read where they lie.
//!
//! ```text
//! magic      8 bytes   "CMQNAMES"
//! version    u32       of this format and of the features; another version is refused
//! slope, intercept     f32 each: how a margin becomes a probability
//! steps      17 × 17   i32: scores of steps between labels
//! lengths    3 × u32   bytes of the tables that follow
//! words      slots     known words: clusters and lists
//! features   slots     where the entries of a feature lie
//! entries    pairs     label and weight
//! ```
//!
//! All numbers are little-endian.

use std::borrow::Cow;
use std::fmt;

use super::labels::N_LABELS;
use super::lexical::Words;
use super::table::Table;
use super::viterbi::{Steps, Transitions};
use super::weights::Weights;

const MAGIC: &[u8; 8] = b"CMQNAMES";

/// Rises with every change of the format or of a feature.
pub const VERSION: u32 = 1;

/// A trained model.
#[derive(Clone, Debug)]
pub struct Model {
    pub words: Words,
    pub weights: Weights,
    pub steps: Transitions,
    pub calibration: Calibration,
}

/// From margins to probabilities: logistic, fitted on names that were not trained on (Platt 1999).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    pub slope: f32,
    pub intercept: f32,
}

impl Calibration {
    /// The probability that a name with this margin is right.
    pub fn probability(self, margin: i32) -> f32 {
        1.0 / (1.0 + (-(self.slope * margin as f32 + self.intercept)).exp())
    }
}

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    NotAModel,
    /// The version that was found.
    OtherVersion(u32),
    Damaged,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(f, "this is no model of names; train one as docs/training.md says"),
            Self::OtherVersion(found) => {
                write!(f, "the model has version {found}, this program reads version {VERSION}; train it again")
            }
            Self::Damaged => write!(f, "the model is cut short or damaged"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The bytes of the model that is built in.
    pub const EMBEDDED: &[u8] = include_bytes!("../../../../models/names.model");

    /// The model that is built in.
    ///
    /// # Panics
    /// If the embedded file is damaged, which a test rules out.
    #[expect(clippy::panic, reason = "only a damaged program gets there")]
    pub fn embedded() -> Self {
        match Self::read(Cow::Borrowed(Self::EMBEDDED)) {
            Ok(model) => model,
            Err(error) => panic!("embedded model: {error}"),
        }
    }

    /// The model in these bytes. Borrowed bytes are not copied.
    ///
    /// # Errors
    /// Where they are no model, one of another version, or not whole.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let mut rest = Reader { bytes, at: 0 };
        if rest.take(MAGIC.len()).as_deref() != Some(MAGIC.as_slice()) {
            return Err(ModelError::NotAModel);
        }
        match rest.number().map(u32::from_le_bytes) {
            Some(VERSION) => {}
            Some(found) => return Err(ModelError::OtherVersion(found)),
            None => return Err(ModelError::Damaged),
        }
        Self::tables(&mut rest).filter(|_| rest.is_at_end()).ok_or(ModelError::Damaged)
    }

    fn tables(rest: &mut Reader) -> Option<Self> {
        let calibration =
            Calibration { slope: f32::from_le_bytes(rest.number()?), intercept: f32::from_le_bytes(rest.number()?) };
        let mut steps = [[0; N_LABELS]; N_LABELS];
        for step in steps.iter_mut().flatten() {
            *step = i32::from_le_bytes(rest.number()?);
        }
        let mut length = || rest.number().map(|number| u32::from_le_bytes(number) as usize);
        let (words, features, entries) = (length()?, length()?, length()?);
        let words = Words::new(Table::new(rest.take(words)?)?);
        let features = Table::new(rest.take(features)?)?;
        let weights = Weights::new(&features, &rest.take(entries)?)?;
        Some(Self { words, weights, steps: Transitions::new(&steps), calibration })
    }

    /// The bytes of a model with these tables.
    pub fn write(calibration: Calibration, steps: &Steps, words: &[u8], features: &[u8], entries: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(calibration.slope.to_le_bytes());
        bytes.extend(calibration.intercept.to_le_bytes());
        bytes.extend(steps.iter().flatten().flat_map(|step| step.to_le_bytes()));
        for table in [words, features, entries] {
            bytes.extend((table.len() as u32).to_le_bytes());
        }
        for table in [words, features, entries] {
            bytes.extend(table);
        }
        bytes
    }
}

struct Reader {
    bytes: Cow<'static, [u8]>,
    at: usize,
}

impl Reader {
    fn take(&mut self, len: usize) -> Option<Cow<'static, [u8]>> {
        let range = self.at..self.at.checked_add(len)?;
        let taken = match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(range.clone())?),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(range.clone())?.to_vec()),
        };
        self.at = range.end;
        Some(taken)
    }

    fn number(&mut self) -> Option<[u8; 4]> {
        self.take(4)?.first_chunk().copied()
    }

    fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let (features, entries) = Weights::build(&[(7, vec![(1, 2)])]);
        let calibration = Calibration { slope: 0.5, intercept: -1.0 };
        Model::write(calibration, &[[3; N_LABELS]; N_LABELS], &Table::build(&[(1, 2)]), &features, &entries)
    }

    #[test]
    fn what_is_written_is_read() {
        let model = Model::read(small().into()).unwrap();
        assert_eq!(model.calibration, Calibration { slope: 0.5, intercept: -1.0 });
        assert_eq!(model.steps.step(16, 16), 3);
        assert_eq!(model.words.0.get(1), Some(2));
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_refused() {
        let whole = small();
        for len in 0..whole.len() {
            assert!(Model::read(whole[..len].to_vec().into()).is_err(), "{len} bytes");
        }
        let longer = [whole.as_slice(), &[0]].concat();
        assert_eq!(Model::read(longer.into()).unwrap_err(), ModelError::Damaged);
    }

    #[test]
    fn another_version_and_another_file_say_so() {
        let mut other = small();
        other[8] = 200;
        assert_eq!(Model::read(other.into()).unwrap_err(), ModelError::OtherVersion(200));
        assert_eq!(Model::read(b"PAR1".to_vec().into()).unwrap_err(), ModelError::NotAModel);
    }

    #[test]
    fn the_built_in_model_is_whole_and_small() {
        let bytes = Model::EMBEDDED;
        assert!(Model::read(Cow::Borrowed(bytes)).is_ok());
        assert!(bytes.len() <= 8_000_000, "{} bytes", bytes.len());
    }
}
