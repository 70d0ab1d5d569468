"""The reader of the gold markup: what it gives, and what it refuses."""

import unittest

from measure.markup import MarkupError, parse, parse_sentence
from measure.model import Mention, Span

SOURCE = """form: readout
published: 2022-05-12
note: a pair, and a bracket

# [Oman|GPE =OMN] Hosts Talks

[Wang|PERSON #wang CHN foreign_minister "Foreign Minister"] left.
He saw [[Chad|GPE =TCD]-[Niger|GPE =NER]|GPE] maps \\[sic\\].
"""


class Parse(unittest.TestCase):
    def test_text_is_joined_by_space_within_and_by_an_empty_line_between_paragraphs(self):
        document = parse(SOURCE)
        self.assertEqual(document.text, "Oman Hosts Talks\n\nWang left. He saw Chad-Niger maps [sic].")
        self.assertEqual(document.published, "2022-05-12")

    def test_spans_slice_to_the_printed_text(self):
        document = parse(SOURCE)
        cut = [(document.text[one.start : one.end], one.label) for one in document.mentions]
        self.assertEqual(cut, [("Oman", "GPE"), ("Wang", "PERSON"), ("Chad", "GPE"), ("Niger", "GPE")])
        self.assertEqual(
            [document.text[start:end] for start, end in document.sentences],
            ["Oman Hosts Talks", "Wang left.", "He saw Chad-Niger maps [sic]."],
        )

    def test_offsets_count_code_points(self):
        document = parse("form: x\npublished: none\n\n“É” 😀 [Łódź|GPE POL].\n")
        self.assertEqual(document.mentions, [Mention(6, 10, "GPE")])
        self.assertEqual(document.sentences, [Span(0, 11)])
        self.assertIsNone(document.published)

    def test_a_compound_comes_before_its_parts(self):
        text, mentions = parse_sentence("[[A|GPE]/[B|GPE]|GPE] [c|ORG]")
        self.assertEqual(text, "A/B c")
        self.assertEqual(
            mentions, [Mention(0, 3, "GPE"), Mention(0, 1, "GPE"), Mention(2, 3, "GPE"), Mention(4, 5, "ORG")]
        )


class Refuse(unittest.TestCase):
    def test_lines_that_break_the_format(self):
        for line in [
            "[Oman|GPE",
            "Oman|GPE]",
            "[Oman]",
            "[Oman|PLACE]",
            "[ Oman|GPE]",
            "[|GPE]",
            "a \\b",
            " a",
            "a\\",
            "[a [b|GPE]",
        ]:
            with self.subTest(line), self.assertRaises(MarkupError):
                parse_sentence(line)

    def test_heads_that_break_the_format(self):
        for source in [
            "published: 2022-05-12\n\nA.\n",
            "form: x\n\nA.\n",
            "form: x\npublished: May\n\nA.\n",
            "form: x\npublished: none\ncolour: red\n\nA.\n",
            "form: x\nform: x\npublished: none\n\nA.\n",
            "form: x\npublished: none",
            "form: x\npublished: none\n\n",
        ]:
            with self.subTest(source), self.assertRaises(MarkupError):
                parse(source)


if __name__ == "__main__":
    unittest.main()
