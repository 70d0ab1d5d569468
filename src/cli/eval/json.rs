//! Scores as programs read them; `docs/evaluation.md` describes the object.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::table::by_kind;
use crate::eval::{CountryScore, Counts, Disagreement, LinkScore, Scores, Share, SpanScore};
use crate::model::EntityType;

/// All scores; with the first `errors` disagreements of each kind and type where a number is given.
pub(super) fn render(scores: &Scores, errors: Option<usize>) -> Value {
    let answer = |answer: Share| {
        let mut object = share(&answer);
        object["share_of_found"] = number(scores.persons.of_found(answer).value());
        object
    };
    let mut object = json!({
        "documents": scores.documents,
        "spans": {
            "total": span(&scores.total),
            "untyped": span(&scores.untyped),
            "types": types(&scores.types, span),
        },
        "coarse": {
            "total": span(&scores.coarse_total),
            "classes": map(scores.coarse.iter().map(|(coarse, score)| (coarse.as_str(), span(score)))),
        },
        "sentences": counts(&scores.sentences),
        "values": { "total": counts(&scores.values_total()), "types": types(&scores.values, counts) },
        "titled_persons": {
            "found": share(&scores.persons.found),
            "title": answer(scores.persons.title),
            "role": answer(scores.persons.role),
            "country": answer(scores.persons.country),
        },
        "countries": { "total": country(&scores.countries_total()), "types": types(&scores.countries, country) },
        "links": {
            "total": link(&scores.links.total),
            "types": types(&scores.links.types, link),
            "aligned": { "total": link(&scores.links.aligned), "types": types(&scores.links.aligned_types, link) },
            "undecided": {
                "found": scores.links.undecided.total,
                "linked": scores.links.undecided.total - scores.links.undecided.right,
            },
        },
    });
    if let Some(most) = errors {
        let shown = by_kind(&scores.errors).into_iter().flat_map(|(_, errors)| errors.into_iter().take(most));
        object["errors"] = shown.map(error).collect();
    }
    object
}

fn map<'n>(entries: impl Iterator<Item = (&'n str, Value)>) -> Value {
    Value::Object(entries.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn types<T>(scores: &BTreeMap<EntityType, T>, render: fn(&T) -> Value) -> Value {
    map(scores.iter().map(|(entity_type, score)| (entity_type.as_str(), render(score))))
}

/// Six digits are more than any gold set can tell apart.
fn number(share: Option<f64>) -> Value {
    share.map_or(Value::Null, |share| json!((share * 1e6).round() / 1e6))
}

fn span(score: &SpanScore) -> Value {
    json!({ "exact": counts(&score.exact), "overlap": counts(&score.overlap) })
}

fn counts(counts: &Counts) -> Value {
    json!({
        "gold": counts.gold,
        "system": counts.system,
        "right": counts.right,
        "precision": number(counts.precision()),
        "recall": number(counts.recall()),
        "f1": number(counts.f1()),
    })
}

fn share(share: &Share) -> Value {
    json!({ "gold": share.total, "right": share.right, "share": number(share.value()) })
}

fn country(score: &CountryScore) -> Value {
    let mut object = share(&score.right);
    object["unwanted"] = json!(score.unwanted);
    object
}

fn link(score: &LinkScore) -> Value {
    json!({
        "mentions": score.mentions,
        "b3": { "precision": number(score.precision()), "recall": number(score.recall()), "f1": number(score.f1()) },
        "pairs": counts(&score.pairs),
    })
}

fn error(error: &Disagreement) -> Value {
    json!({
        "kind": error.kind.as_str(),
        "type": error.entity_type.map(EntityType::as_str),
        "doc_id": error.doc_id,
        "start": error.start,
        "text": error.text,
        "detail": error.detail,
        "context": error.context,
    })
}
