"""The kinds of disagreement with the guidelines of public sets."""

import unittest

from measure.differences import Kinds, convention, conventions, disagreements
from measure.model import Document, Found, Mention


class Conventions(unittest.TestCase):
    def test_what_our_guidelines_would_not_mark(self):
        cases = {
            ("LOC", "Kenyan"): "a demonym",
            ("ORG", "Kenya"): "a country that acts",
            ("ORG", "coast guards"): "no capital",
            ("ORG", "government of Kenya"): "government or people",
            ("ORG", "Kenyan people"): "government or people",
            ("PER", "Foreign Minister"): "an office",
            ("PER", "commander of the Third Fleet"): "an office",
            ("ORG", "Kenyan forces"): "a description",
            ("LOC", "city of Mombasa"): "a description",
            ("ORG", "Kenyan Navy"): "a public body with its country",
            ("LOC", "Mombasa, Kenya"): "place and region",
        }
        for (label, text), expected in cases.items():
            with self.subTest(text):
                self.assertTrue((convention(label, text) or "").startswith(expected))

    def test_what_they_would_mark_as_it_is(self):
        for label, text in [
            ("LOC", "Kenya"),
            ("ORG", "Kenya Airways"),
            ("PER", "al-Masri"),
            ("PER", "Ann Low"),
            ("ORG", "World Bank"),
        ]:
            with self.subTest(text):
                self.assertIsNone(convention(label, text))

    def test_other_classes_are_not_looked_at(self):
        self.assertEqual(conventions([Document("Kenyan", mentions=[Mention(0, 6, "MISC")])]), [])


class Disagreements(unittest.TestCase):
    def test_each_gold_and_each_found_span_is_counted_once(self):
        text = "Ann Low saw Kenyan forces near Oslo and Rome."
        gold = [Mention(0, 7, "PER"), Mention(12, 25, "ORG"), Mention(31, 35, "LOC")]
        found = Found([Mention(0, 7, "ORG"), Mention(12, 18, "NORP"), Mention(31, 35, "GPE"), Mention(40, 44, "GPE")])
        views = disagreements([Document(text, mentions=gold)], [found])
        missed = {one["kind"]: one["count"] for one in views["gold not found"]}
        surplus = {one["kind"]: one["count"] for one in views["found, not gold"]}
        self.assertEqual(len(missed), 2)
        self.assertEqual(missed["PER: same span, ours ORG"], 1)
        self.assertEqual(surplus, {"ORG: same span, gold PER": 1, "LOC: no gold there": 1})

    def test_examples_are_few_and_different(self):
        kinds = Kinds()
        for example in ["a", "a", *"bcdefghij"]:
            kinds.add("kind", example)
        self.assertEqual(kinds.table(), [{"kind": "kind", "count": 11, "examples": list("abcdef")}])


if __name__ == "__main__":
    unittest.main()
