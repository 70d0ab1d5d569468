"""Measures everything that docs/quality.md says, and writes it as Markdown and JSON.

Own gold lies in the repository and is always measured. The public sets lie in a data folder (`ner/`, `sentences/`,
`corpora/`); without it their parts are left out, and the report says so.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from . import datasets, differences, memory, names, report, sentences, speed, texts
from .systems import communique, spacy_models, splitters

REPOSITORY = Path(__file__).parents[3]
PARTS = ("names", "own", "sentences", "speed", "memory", "differences")
DIFFERENCE_SETS = {"crossner-politics dev", "gum-named-ccby dev", "re3d-named dev"}


def main(argv):
    options = parse(argv)
    etl = program()
    bench = Bench(etl, options)
    results = {"versions": bench.versions(), "missing": []}
    steps = {
        "names": names_part, "own": own_part, "sentences": sentences_part,
        "speed": speed_part, "memory": memory_part, "differences": differences_part,
    }  # fmt: skip
    for part in options.parts:
        results[part] = steps[part](bench, results["missing"])
    results["missing"] = sorted(set(results["missing"]))
    write(results, options, argv)


def parse(argv):
    parser = argparse.ArgumentParser(
        prog="tests/quality/run", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA_FOLDER", help="the public sets")
    parser.add_argument(
        "--parts", type=parts, default=PARTS, help=f"comma-separated, of {', '.join(PARTS)}; all by default"
    )
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="measure speed on `.txt` files of this folder")
    parser.add_argument("--documents", type=int, default=400, help="texts to measure speed on (400)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measurement (3)")
    parser.add_argument(
        "--output", type=Path, default=REPOSITORY / "target" / "quality", help="folder of quality.md and quality.json"
    )
    options = parser.parse_args(argv)
    for folder in (options.data, options.texts):
        if folder and not folder.is_dir():
            parser.error(f"{folder} is no folder")
    return options


def parts(value):
    chosen = value.split(",")
    unknown = set(chosen) - set(PARTS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no part is called {', '.join(sorted(unknown))}")
    return tuple(part for part in PARTS if part in chosen)


def program():
    etl = Path(os.environ.get("ETL", REPOSITORY / "target" / "release" / "etl")).absolute()
    if not etl.is_file():
        sys.exit(f"{etl} is missing: `cargo build --release`, or name the program in the environment variable ETL")
    return etl


class Bench:
    """Runs each system over each set once and keeps what it found: several parts look at the same sets."""

    def __init__(self, etl, options):
        self.etl, self.options = etl, options
        self.own = datasets.read_own()
        self.done = {}
        self.models = {}
        self.splitter_command = None

    def versions(self):
        return spacy_models.versions() | splitters.versions()

    def documents(self, chosen, missing):
        documents = datasets.read(self.options.data, chosen)
        if documents is None:
            missing.append(f"{chosen.name}: the data folder is an argument, and `{chosen.file}` is looked for in it")
        return documents

    def systems(self, name, documents):
        """What Communiqué and the two spaCy models found."""
        if name not in self.done:
            print(f"{name}: {len(documents)} documents", file=sys.stderr)
            self.done[name] = {communique.NAME: communique.find(self.etl, documents)} | {
                model: spacy_models.find(self.model(model), documents)
                for model in (spacy_models.SMALL, spacy_models.MEDIUM)
            }
        return self.done[name]

    def splitters(self, documents):
        if self.splitter_command is None:
            self.splitter_command = splitters.build(REPOSITORY / "target" / "quality" / "splitters")
        return splitters.find(self.splitter_command, documents)

    def model(self, name):
        if name not in self.models:
            self.models[name] = spacy_models.load(name)
        return self.models[name]


def names_part(bench, missing):
    return {
        chosen.name: scored(documents, bench.systems(chosen.name, documents), names.score_coarse)
        | {"note": chosen.note}
        for chosen in datasets.NAMES
        if (documents := bench.documents(chosen, missing)) is not None
    }


def own_part(bench, missing):
    if not bench.own:
        missing.append(f"own gold: no `*.gold` file in {' or '.join(datasets.GOLD_SPLITS)} of training/gold")
    return {
        name: scored(documents, bench.systems(name, documents), names.score_own)
        for name, documents in bench.own.items()
    }


def scored(documents, systems, score):
    return {
        "documents": len(documents),
        "scores": {name: as_dicts(score(documents, found)) for name, found in systems.items()},
    }


def as_dicts(scores):
    return {label: counts.as_dict() for label, counts in scores.items()}


def sentences_part(bench, missing):
    sets = {
        one.name: documents for one in datasets.SENTENCES if (documents := bench.documents(one, missing)) is not None
    }
    rules = bench.documents(datasets.GOLDEN_RULES, missing)
    if not (sets or rules or bench.own):
        return None
    return {
        "sets": {name: sentence_scores(bench, name, documents) for name, documents in (sets | bench.own).items()},
        "golden_rules": rules and golden_rules(bench, rules),
    }


def sentence_scores(bench, name, documents):
    systems = bench.systems(name, documents) | bench.splitters(documents)
    return {
        "documents": len(documents),
        "sentences": sum(len(one.sentences) for one in documents),
        "scores": {system: sentences.score(documents, found).as_dict() for system, found in systems.items()},
    }


def golden_rules(bench, documents):
    systems = bench.systems(datasets.GOLDEN_RULES.name, documents) | bench.splitters(documents)
    right = {system: sentences.whole_cases(documents, found) for system, found in systems.items()}
    return {"cases": len(documents), "right": right}


def speed_part(bench, missing):
    options = bench.options
    folder = REPOSITORY / "target" / "quality" / "texts"
    own = [document for documents in bench.own.values() for document in documents]
    source = texts.prepare(folder, options.documents, options.texts, options.data, own)
    if not any(folder.iterdir()):
        missing.append("speed: needs `--texts FOLDER`, a data folder with `corpora/`, or own gold")
        return None
    return speed.measure(bench.etl, folder, options.rounds) | {"texts": source}


def memory_part(bench, _):
    return memory.measure(bench.etl)


def differences_part(bench, missing):
    return {
        chosen.name: {
            "gold": sum(len(differences.gold_of(one)) for one in documents),
            "conventions": differences.conventions(documents),
            "disagreements": differences.disagreements(
                documents, bench.systems(chosen.name, documents)[communique.NAME]
            ),
        }
        for chosen in datasets.NAMES
        if chosen.name in DIFFERENCE_SETS and (documents := bench.documents(chosen, missing)) is not None
    }


def shown(options, argv):
    """The arguments as they go into the page: without the names of this machine's folders."""
    names = {str(options.data): "DATA_FOLDER", str(options.texts): "FOLDER", str(options.output): "FOLDER"}
    return " ".join(names.get(str(Path(one)), one) for one in argv)


def write(results, options, argv):
    options.output.mkdir(parents=True, exist_ok=True)
    page = report.markdown(results, shown(options, argv))
    (options.output / "quality.md").write_text(page, encoding="utf-8")
    (options.output / "quality.json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(page)
    print(f"written: {options.output}/quality.md and quality.json", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
