"""How much memory the model and the lexicons take, from the outside.

The peak of resident memory of a dry run over one short text, less that of `etl --version`. The difference holds lexicons,
automata and the decoded part of a model, but also the pages of the program that only a run touches and the buffers for
one text: it is an upper bound of what is decoded. What it can miss is a model that is used where it lies in the program
file, of which one text touches few pages; so the size of the model files is added, which counts twice what is decoded.
"""

import tempfile
from pathlib import Path

from .processes import measured, median

MODELS_FOLDER = Path(__file__).parents[3] / "models"
ROUNDS = 5
# Something for every recogniser, so that nothing is left to be loaded later.
TEXT = """Kenyan Foreign Minister Grace Wanjiru Meets Ambassador of Viet Nam

NAIROBI, 12 May 2022 -- On Tuesday at 8:30 a.m., Dr. Grace Wanjiru of the Ministry of Foreign Affairs received Nguyen Van Binh,
who leads the World Health Organization (WHO) office, for two hours. The 30th China-Africa round cost US$3.5 million, 4.5 per cent
more than last year, said the Europeans. "COVID-19 closed the Port of Mombasa," she said. 1,234 people walked 20 km.
"""


def measure(etl):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as output:
        Path(folder, "text.txt").write_text(TEXT, encoding="utf-8")
        alone = peak([etl, "--version"])
        dry = peak([etl, "--quiet", "run", "--dry-run", "--jobs", "1", "--input", folder])
        whole = peak([etl, "--quiet", "run", "--jobs", "1", "--input", folder, "--output", output])
    files = sum(path.stat().st_size for path in MODELS_FOLDER.rglob("*") if path.is_file()) / 1e6
    return {
        "program_alone_mb": alone,
        "one_text_mb": dry,
        "difference_mb": dry - alone,
        "model_files_mb": files,
        "upper_bound_mb": dry - alone + files,
        "one_text_published_mb": whole,
    }


def peak(command):
    return median([measured(command)["peak_mb"] for _ in range(ROUNDS)])
