//! Links inside a document: which mentions are one entity.
//!
//! B³ (Bagga and Baldwin 1998, Algorithms for scoring coreference chains) looks from every mention: how much of its system
//! cluster is right, and how much of its gold cluster was found. Mentions that only one side has are singletons on the other,
//! so that both sides are partitions of one set; that is the first of the ways that Cai and Strube (2010, Evaluation metrics
//! for end-to-end coreference resolution systems) compare. Pairwise F1 counts the pairs of mentions that share a cluster.

use std::collections::BTreeMap;

use super::counts::{Counts, Share, f1};
use crate::eval::gold::{GoldDocument, GoldEntity, GoldMention};
use crate::model::EntityType;
use crate::text::Span;

/// How well the mentions of some types are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LinkScore {
    /// Mentions of either side.
    pub mentions: u64,
    precision_sum: f64,
    recall_sum: f64,
    pub pairs: Counts,
}

impl LinkScore {
    /// B³ precision; none where there are no mentions.
    pub fn precision(&self) -> Option<f64> {
        (self.mentions > 0).then(|| self.precision_sum / self.mentions as f64)
    }

    /// B³ recall; none where there are no mentions.
    pub fn recall(&self) -> Option<f64> {
        (self.mentions > 0).then(|| self.recall_sum / self.mentions as f64)
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> Option<f64> {
        Some(f1(self.precision()?, self.recall()?))
    }

    fn add(&mut self, items: &[&Item<'_>]) {
        let mut cells: BTreeMap<(Cluster<'_>, Cluster<'_>), u64> = BTreeMap::new();
        let (mut gold, mut system) = (BTreeMap::new(), BTreeMap::new());
        for (at, item) in items.iter().enumerate() {
            let clusters = (item.gold.unwrap_or(Cluster::Single(at)), item.system.unwrap_or(Cluster::Single(at)));
            *cells.entry(clusters).or_default() += 1;
            *gold.entry(clusters.0).or_insert(0) += 1;
            *system.entry(clusters.1).or_insert(0) += 1;
        }
        self.mentions += items.len() as u64;
        for ((in_gold, in_system), shared) in &cells {
            let squared = (shared * shared) as f64;
            self.recall_sum += squared / gold[in_gold] as f64;
            self.precision_sum += squared / system[in_system] as f64;
        }
        let pairs = |sizes: &mut dyn Iterator<Item = u64>| sizes.map(|size| size * (size - 1) / 2).sum::<u64>();
        self.pairs += Counts {
            gold: pairs(&mut gold.values().copied()),
            system: pairs(&mut system.values().copied()),
            right: pairs(&mut cells.values().copied()),
        };
    }
}

/// Links by type and in total.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    pub types: BTreeMap<EntityType, LinkScore>,
    pub total: LinkScore,
    /// The same over the mentions that both sides have.
    pub aligned_types: BTreeMap<EntityType, LinkScore>,
    pub aligned: LinkScore,
    /// Mentions of which the document does not decide who is meant, that were found; right is what has no link.
    pub undecided: Share,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cluster<'d> {
    Entity(EntityType, &'d str),
    Single(usize),
}

/// A mention of either side, or of both; a side that lacks the mention, or does not link it, has no cluster.
#[derive(Clone, Copy, Debug)]
struct Item<'d> {
    entity_type: EntityType,
    gold: Option<Cluster<'d>>,
    system: Option<Cluster<'d>>,
    is_aligned: bool,
}

impl Links {
    /// Adds the links of one document.
    pub(super) fn add(&mut self, gold: &GoldDocument, system: &GoldDocument) {
        let items = self.items(gold, system);
        let types: BTreeMap<EntityType, Vec<&Item<'_>>> = items.iter().fold(BTreeMap::new(), |mut types, item| {
            types.entry(item.entity_type).or_insert_with(Vec::new).push(item);
            types
        });
        let is_aligned = |item: &&Item<'_>| item.is_aligned;
        for (entity_type, items) in &types {
            self.types.entry(*entity_type).or_default().add(items);
            let aligned: Vec<_> = items.iter().copied().filter(is_aligned).collect();
            self.aligned_types.entry(*entity_type).or_default().add(&aligned);
        }
        let all: Vec<_> = items.iter().collect();
        self.total.add(&all);
        let aligned: Vec<_> = all.into_iter().filter(is_aligned).collect();
        self.aligned.add(&aligned);
    }

    /// Mentions are aligned by their bounds, and counted under gold's type where gold has them.
    fn items<'d>(&mut self, gold: &'d GoldDocument, system: &'d GoldDocument) -> Vec<Item<'d>> {
        let mut free: BTreeMap<Span, &GoldMention> = linkable(system).map(|mention| (mention.span, mention)).collect();
        let mut items = Vec::new();
        for mention in &gold.mentions {
            let other = match mention.entity_type.is_linked() {
                true => free.remove(&mention.span),
                false => None,
            };
            let found = other.and_then(cluster);
            match &mention.entity {
                // A compound: it has no entity, and the system's is not asked for one.
                GoldEntity::None => {}
                GoldEntity::Undecided if other.is_some() => self.undecided.add(found.is_none()),
                GoldEntity::Undecided => {}
                GoldEntity::Key(_) => items.push(Item {
                    entity_type: mention.entity_type,
                    gold: cluster(mention),
                    system: found,
                    is_aligned: other.is_some(),
                }),
            }
        }
        let spurious = free.into_values().map(|mention| Item {
            entity_type: mention.entity_type,
            gold: None,
            system: cluster(mention),
            is_aligned: false,
        });
        items.extend(spurious);
        items
    }
}

/// The mentions that may be linked: of a linked type, and no compounds.
fn linkable(document: &GoldDocument) -> impl Iterator<Item = &GoldMention> {
    let linked = document.mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type.is_linked());
    linked.filter(|(at, _)| !document.is_compound(*at)).map(|(_, mention)| mention)
}

fn cluster(mention: &GoldMention) -> Option<Cluster<'_>> {
    match &mention.entity {
        GoldEntity::Key(key) => Some(Cluster::Entity(mention.entity_type, key)),
        GoldEntity::None | GoldEntity::Undecided => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_markup;

    fn document(body: &str) -> GoldDocument {
        parse_markup(Path::new("x.gold"), &format!("form: x\npublished: none\n\n{body}\n")).unwrap()
    }

    fn links(gold: &str, system: &str) -> Links {
        let mut links = Links::default();
        links.add(&document(gold), &document(system));
        links
    }

    fn near(value: Option<f64>, expected: f64) {
        assert!((value.unwrap() - expected).abs() < 1e-12, "{value:?} is not {expected}");
    }

    /// The example of Bagga and Baldwin: 12 mentions in clusters of 5, 2 and 5; the first response joins the 5 and the 2.
    #[test]
    fn the_example_of_the_paper() {
        let text = |keys: &str| {
            let mention = |(at, key): (usize, char)| format!("[{}|ORG #{key}]", char::from(b'A' + at as u8));
            keys.chars().enumerate().map(mention).collect::<Vec<_>>().join(" ")
        };
        let scores = links(&text("aaaaabbccccc"), &text("xxxxxyyyyyyy")).total;
        // Joined: the 2 and a 5. (5 · 5/5 + 2 · 2/7 + 5 · 5/7) / 12.
        near(scores.precision(), (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0);
        near(scores.recall(), 1.0);
        let scores = links(&text("aaaaabbccccc"), &text("xxxxxyyxxxxx")).total;
        near(scores.precision(), (5.0 * 0.5 + 2.0 + 5.0 * 0.5) / 12.0);
        near(scores.recall(), 1.0);
        assert_eq!(scores.pairs, Counts { gold: 21, system: 46, right: 21 });
    }

    #[test]
    fn missed_and_spurious_mentions_are_singletons() {
        let links = links("[Wang Yi|PERSON #w] [Wang|PERSON #w] Other", "[Wang Yi|PERSON #w] Wang [Other|PERSON #w]");
        // Wang Yi: 1/2, 1/2. Wang: precision 1, recall 1/2. Other: precision 1/2, recall 1.
        near(links.total.precision(), 2.0 / 3.0);
        near(links.total.recall(), 2.0 / 3.0);
        near(links.total.f1(), 2.0 / 3.0);
        assert_eq!((links.total.mentions, links.aligned.mentions), (3, 1));
        near(links.aligned.f1(), 1.0);
        assert_eq!(links.total.pairs, Counts { gold: 1, system: 1, right: 0 });
    }

    #[test]
    fn mentions_without_a_link_stand_alone() {
        let gold = document("[Wang Yi|PERSON #w] [Wang|PERSON #w]");
        let mut system = gold.clone();
        system.mentions[1].entity = GoldEntity::None;
        let mut links = Links::default();
        links.add(&gold, &system);
        near(links.total.precision(), 1.0);
        near(links.total.recall(), 0.5);
    }

    #[test]
    fn types_are_told_apart_by_gold() {
        let links = links("[Paris|PERSON #p] [Rome|GPE] [Oslo|GPE]", "[Paris|GPE #x] [Rome|GPE #x] [Bonn|GPE]");
        assert_eq!(links.types[&EntityType::Person].mentions, 1);
        assert_eq!(links.types[&EntityType::Gpe].mentions, 2);
        near(links.types[&EntityType::Gpe].f1(), 1.0);
        near(links.total.precision(), 2.0 / 3.0);
    }

    #[test]
    fn a_link_where_the_document_does_not_decide_is_told_apart() {
        let links = links("[Kim|PERSON #?] [Lee|PERSON #?] [Ito|PERSON #?]", "[Kim|PERSON] [Lee|PERSON #?] Ito");
        assert_eq!(links.undecided, Share { right: 1, total: 2 });
        assert_eq!(links.total.mentions, 0);
    }

    #[test]
    fn compounds_and_values_are_not_linked() {
        let pair = "[[China|GPE =CHN]-[Mali|GPE =MLI]|GPE] [3|CARDINAL 3]";
        assert_eq!(links(pair, pair).total.mentions, 2);
        assert_eq!(links("China-Mali", pair).total.mentions, 2);
    }
}
