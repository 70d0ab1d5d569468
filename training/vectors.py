"""Exports word vectors for the word table of the tagger.

    python3 vectors.py MODEL_FOLDER OUT TEXT_FOLDER...

MODEL_FOLDER is an unpacked spaCy model with vectors (MIT); OUT gets three files: `OUT.rows` (float32, one row a vector),
`OUT.words` (one line a word: row, count, word). Words are those of the texts that have a vector, small letters, at
least twice.
"""
import collections
import pathlib
import re
import sys

import numpy
import spacy


def counts(folders):
    words = collections.Counter()
    pattern = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*", re.UNICODE)
    for folder in folders:
        path = pathlib.Path(folder)
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix in {".txt", ".jsonl", ""}:
                text = file.read_bytes().decode("utf-8", "replace")
                words.update(word.lower() for word in pattern.findall(text))
    return words


def main():
    model, out, *folders = sys.argv[1:]
    nlp = spacy.load(model, exclude=["tagger", "parser", "ner", "senter", "lemmatizer", "attribute_ruler", "tok2vec"])
    vectors = nlp.vocab.vectors
    rows = numpy.asarray(vectors.data, dtype=numpy.float32)
    rows.tofile(out + ".rows")
    with open(out + ".words", "w", encoding="utf-8") as file:
        file.write(f"{rows.shape[0]}\t{rows.shape[1]}\n")
        found = counts(folders)
        for word, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            if count < 2:
                break
            row = -1
            for form in (word, word.capitalize(), word.upper()):
                row = vectors.find(key=nlp.vocab.strings[form]) if form in nlp.vocab.strings else -1
                if row >= 0:
                    break
            if row >= 0:
                file.write(f"{row}\t{count}\t{word}\n")


main()
