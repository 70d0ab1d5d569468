"""Speed and peak memory: Communiqué's whole pipeline beside spaCy, one thread each, same files, same run.

Communiqué runs before each of the others in every round, so that a slow minute of the machine meets all of them. Communiqué: from the start of the
process to the published and verified version. spaCy: see `spacy_timing.py`; its models are loaded before the clock runs.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from .processes import measured, median
from .systems import spacy_models
from .systems.communique import NAME

PACKAGE_ROOT = Path(__file__).parent.parent
BOTH, NAMES_ONLY = "names and sentences", "names only"
CONTESTANTS = (
    (spacy_models.SMALL, BOTH),
    (spacy_models.SMALL, NAMES_ONLY),
    (spacy_models.MEDIUM, BOTH),
    (spacy_models.MEDIUM, NAMES_ONLY),
)


def measure(etl, folder, rounds):
    """All runs and what they come to: documents, bytes, tokens, and a row for each contestant."""
    files = sorted(Path(folder).iterdir())
    sizes = sum(path.stat().st_size for path in files)
    runs = {NAME: []} | {label(*one): [] for one in CONTESTANTS}
    for turn in range(rounds):
        print(f"speed: round {turn + 1} of {rounds}", file=sys.stderr)
        for contestant in CONTESTANTS:
            runs[NAME].append(run_etl(etl, folder))
            runs[label(*contestant)].append(run_spacy(*contestant, folder))
    tokens = runs[label(*CONTESTANTS[0])][0]["tokens"]
    rows = {name: summary(done, runs[NAME], len(files), sizes, tokens) for name, done in runs.items()}
    return {"documents": len(files), "bytes": sizes, "tokens": tokens, "rounds": rounds, "systems": rows}


def label(model, part):
    return f"{model}, {part}"


def run_etl(etl, folder):
    with tempfile.TemporaryDirectory() as output:
        return measured([etl, "--quiet", "run", "--jobs", "1", "--input", folder, "--output", output])


def run_spacy(model, part, folder):
    """The seconds of the inner clock; the peak is that of the process, model included."""
    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch, "timing.json")
        os.environ["PYTHONPATH"] = str(PACKAGE_ROOT)
        used = measured([sys.executable, "-m", "measure.spacy_timing", result, model, part, folder])
        return json.loads(result.read_text()) | {"peak_mb": used["peak_mb"]}


def summary(runs, own_runs, documents, size, tokens):
    """Medians of a contestant's runs, and their ratios to those of Communiqué."""
    seconds = middle(runs, "seconds")
    return {
        "seconds": seconds,
        "min": min(one["seconds"] for one in runs),
        "max": max(one["seconds"] for one in runs),
        "cpu": middle(runs, "cpu"),
        "documents_per_second": documents / seconds,
        "mb_per_second": size / 1e6 / seconds,
        "tokens_per_second": tokens / seconds,
        "times_communique": seconds / middle(own_runs, "seconds"),
        "times_communique_cpu": middle(runs, "cpu") / middle(own_runs, "cpu"),
        "peak_mb": middle(runs, "peak_mb"),
    }


def middle(runs, key):
    return median([one[key] for one in runs])
