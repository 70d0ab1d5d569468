"""What is cut off spans before they are compared, and what is not."""

import unittest

from measure.model import Mention, Span
from measure.trim import trimmed, trimmed_sentence


def cut(text, label):
    one = trimmed(text, Mention(0, len(text), label))
    return text[one.start : one.end]


class Trim(unittest.TestCase):
    def check(self, label, cases):
        for text, expected in cases.items():
            with self.subTest(text):
                self.assertEqual(cut(text, label), expected)

    def test_titles_in_front_of_persons(self):
        self.check("PER", {
            "Deputy Secretary of State Ann Low": "Ann Low",
            "Army Lt. Gen. Stephen J. Field": "Stephen J. Field",
            "Harbour Press Secretary Peter Moor": "Peter Moor",
            "GEN. ELSA B. MOOR": "ELSA B. MOOR",
            "Sgt. 1st Class John Field": "John Field",
            "the Danish Prime Minister Low": "Low",
            "President al-Masri's": "al-Masri",
            "President von der Heide": "von der Heide",
            "Secretary-General Élise Low": "Élise Low",
            "King Felipe VI": "Felipe VI",
            "Mr. Low": "Low",
        })  # fmt: skip

    def test_what_is_no_title_stays(self):
        self.check("PER", {
            "President": "President",
            "President of Poland": "President of Poland",
            "commander of the guard": "commander of the guard",
            "Ann Bishop Moor": "Ann Bishop Moor",
            "Martin Luther King": "Martin Luther King",
            "Generalov": "Generalov",
            "Ministerova Low": "Ministerova Low",
            "Al-General Low": "Al-General Low",
        })  # fmt: skip

    def test_titles_stay_in_other_classes(self):
        self.check("ORG", {"President Hotels": "President Hotels", "General Motors": "General Motors"})

    def test_articles_and_possessives(self):
        self.check("ORG", {
            "the United Nations": "United Nations",
            "The Council's": "Council",
            "United States’": "United States",
            "the Minister's Office": "Minister's Office",
            "the": "the",
            "'s": "'s",
            "Theatre": "Theatre",
            "  the Hague  ": "Hague",
            "U.S.": "U.S.",
            "Oman 's": "Oman",
            "U.S.'s": "U.S.",
            "rock '": "rock '",
            "Sana’": "Sana’",
        })  # fmt: skip
        self.check("DATE", {"the past two weeks": "past two weeks", "a year": "year", "tomorrow's": "tomorrow"})

    def test_offsets_move_with_the_cut(self):
        text = "So the Low's house"
        self.assertEqual(trimmed(text, Mention(3, 12, "PER")), Mention(7, 10, "PER"))

    def test_sentences(self):
        self.assertEqual(trimmed_sentence("a  b. \n", (1, 7)), Span(3, 5))
        self.assertIsNone(trimmed_sentence("a  \n", (1, 4)))


if __name__ == "__main__":
    unittest.main()
