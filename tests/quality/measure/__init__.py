"""Communiqué beside spaCy and four sentence splitters, on the same raw texts, in one run. See `__main__.py`."""
