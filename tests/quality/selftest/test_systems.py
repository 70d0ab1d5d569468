"""From what a system gives back to code points of the raw text; and the medians."""

import json
import unittest

from measure.model import Document, Span
from measure.processes import median
from measure.systems.communique import Line
from measure.texts import spread


class CommuniqueLine(unittest.TestCase):
    TEXT = 'É "q"\n\tA\u00ad\\B 😀 end'

    def test_the_line_is_json_and_gives_the_text_back(self):
        record = json.loads(Line(self.TEXT, "d7", "2022-05-12").bytes)
        self.assertEqual(record, {"text": self.TEXT, "id": "d7", "date": "2022-05-12"})
        self.assertNotIn("date", json.loads(Line(self.TEXT, "d7").bytes))

    def test_bytes_lead_back_to_code_points(self):
        line = Line(self.TEXT, "d7")
        for part in ("É", '"q"', "A", "\\B", "😀", "end"):
            escaped = json.dumps(part, ensure_ascii=False)[1:-1].encode()
            start = line.bytes.index(escaped)
            found = line.span(start, start + len(escaped))
            self.assertEqual(self.TEXT[found.start : found.end], part)

    def test_bytes_within_a_character_have_no_place(self):
        line = Line("É", "d7")
        self.assertEqual(line.span(10, 12), Span(0, 1))
        self.assertIsNone(line.span(10, 11))
        self.assertIsNone(line.span(None, None))


class Small(unittest.TestCase):
    def test_median(self):
        self.assertEqual(median([3, 1, 2]), 2)
        self.assertEqual(median([4, 1, 2, 3]), 2.5)

    def test_spread(self):
        self.assertEqual(spread(list(range(10)), 5), [0, 2, 4, 6, 8])
        self.assertEqual(spread([1, 2], 5), [1, 2])
        self.assertEqual(len(spread(list(range(500)), 400)), 400)

    def test_documents_do_not_share_their_lists(self):
        Document("a").mentions.append(1)
        self.assertEqual(Document("b").mentions, [])


if __name__ == "__main__":
    unittest.main()
