"""One timed run of a spaCy model over a folder of texts, in a process of its own.

    python -m measure.spacy_timing RESULT_FILE MODEL PART FOLDER

The clock covers reading the files and `pipe` with every entity and sentence taken out. Loading the model and a warm-up
are outside it: a run of Communiqué, which starts, loads and publishes under the clock, gets no such gift.
"""

import json
import sys
import time
from pathlib import Path

from .systems import spacy_models

WARM_UP = ["The Foreign Minister arrived in Santiago on Tuesday. Talks begin on 3 May."] * 20


def texts(folder):
    for path in sorted(Path(folder).iterdir()):
        yield path.read_bytes().decode("utf-8", errors="replace")


def main(result, model, part, folder):
    begin = time.perf_counter()
    pipeline = spacy_models.load(model, part)
    load = time.perf_counter() - begin
    list(pipeline.pipe(WARM_UP))
    with_sentences = part == "names and sentences"
    tokens = names = sentences = 0
    begin, begin_cpu = time.perf_counter(), time.process_time()
    for doc in pipeline.pipe(texts(folder)):
        tokens += len(doc)
        names += len([(one.start_char, one.end_char, one.label_) for one in doc.ents])
        if with_sentences:
            sentences += len([(one.start_char, one.end_char) for one in doc.sents])
    seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    counted = {"seconds": seconds, "cpu": cpu, "load": load, "tokens": tokens, "names": names, "sentences": sentences}
    Path(result).write_text(json.dumps(counted), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
