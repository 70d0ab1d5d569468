"""Counting: what is right, and what it comes to."""

import unittest

from measure import names, sentences
from measure.model import Document, Found, Mention, Span, leaves
from measure.score import Counts, by_label, compare, total


class Count(unittest.TestCase):
    def test_compare_by_hand(self):
        self.assertEqual(compare({1, 2, 3, 4}, {3, 4, 5}), Counts(2, 3, 4))
        self.assertEqual(compare([1, 1], [1, 1, 1]), Counts(1, 1, 1))

    def test_precision_recall_f1(self):
        counts = Counts(right=2, found=3, gold=4)
        self.assertAlmostEqual(counts.precision, 2 / 3)
        self.assertAlmostEqual(counts.recall, 1 / 2)
        self.assertAlmostEqual(counts.f1, 2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
        self.assertEqual((Counts().precision, Counts().recall, Counts().f1), (0, 0, 0))

    def test_total_is_micro_averaged(self):
        self.assertEqual(total([Counts(1, 1, 1), Counts(0, 9, 9)]), Counts(1, 10, 10))

    def test_a_right_span_of_the_wrong_class_is_wrong_in_both(self):
        counts = by_label([Mention(0, 4, "PER")], [Mention(0, 4, "ORG")], ("PER", "ORG"))
        self.assertEqual(counts, {"PER": Counts(0, 0, 1), "ORG": Counts(0, 1, 0)})


class Names(unittest.TestCase):
    TEXT = "Premier Ann Low saw the Danish team in Oslo."

    def test_coarse_classes_and_trimming(self):
        document = Document(
            self.TEXT,
            mentions=[Mention(8, 15, "PER"), Mention(39, 43, "LOC"), Mention(20, 35, "ORG"), Mention(24, 30, "MISC")],
        )
        found = Found(
            [Mention(0, 15, "PERSON"), Mention(39, 43, "GPE"), Mention(24, 30, "NORP"), Mention(16, 19, "DATE")]
        )
        scores = names.score_coarse([document], [found])
        self.assertEqual(scores["PER"], Counts(1, 1, 1))
        self.assertEqual(scores["LOC"], Counts(1, 1, 1))
        self.assertEqual(scores["ORG"], Counts(0, 0, 1))
        self.assertEqual(scores["all"], Counts(2, 2, 3))

    def test_own_types_are_not_merged(self):
        document = Document(self.TEXT, mentions=[Mention(39, 43, "GPE"), Mention(24, 30, "NORP")])
        found = Found([Mention(39, 43, "LOC"), Mention(20, 30, "NORP"), Mention(36, 38, "CARDINAL")])
        scores = names.score_own([document], [found])
        self.assertEqual(scores["GPE"], Counts(0, 0, 1))
        self.assertEqual(scores["LOC"], Counts(0, 1, 0))
        self.assertEqual(scores["NORP"], Counts(1, 1, 1))
        self.assertEqual(scores["all"], Counts(1, 2, 2))

    def test_documents_are_not_mixed_up(self):
        one, other = Document("Oslo", mentions=[Mention(0, 4, "LOC")]), Document("Oslo", mentions=[])
        scores = names.score_coarse([one, other], [Found(), Found([Mention(0, 4, "GPE")])])
        self.assertEqual(scores["LOC"], Counts(0, 1, 1))

    def test_documents_without_an_answer_are_an_error(self):
        with self.assertRaises(ValueError):
            names.score_coarse([Document("Oslo")], [])

    def test_of_a_compound_the_parts_count(self):
        pair, first, second = Mention(0, 9, "GPE"), Mention(0, 4, "GPE"), Mention(5, 9, "GPE")
        self.assertEqual(leaves([pair, first, second]), [first, second])
        self.assertEqual(leaves([first, second]), [first, second])
        self.assertEqual(leaves([pair, pair]), [pair, pair])


class Sentences(unittest.TestCase):
    DOCUMENT = Document("One. Two.\n\nThree. ", sentences=[Span(0, 4), Span(5, 9), Span(11, 17)])

    def test_white_space_does_not_count(self):
        found = Found([], [Span(0, 5), Span(5, 11), Span(11, 17), Span(17, 18)])
        self.assertEqual(sentences.score([self.DOCUMENT], [found]), Counts(3, 3, 3))
        self.assertEqual(sentences.whole_cases([self.DOCUMENT], [found]), 1)

    def test_a_missed_boundary_costs_both_sentences(self):
        found = Found([], [Span(0, 9), Span(11, 17)])
        self.assertEqual(sentences.score([self.DOCUMENT], [found]), Counts(1, 2, 3))
        self.assertEqual(sentences.whole_cases([self.DOCUMENT], [found]), 0)


if __name__ == "__main__":
    unittest.main()
