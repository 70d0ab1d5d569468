"""Press texts of our own making, the same for the same seed: a folder that changes, and large folders of repeats."""

import gzip
import json
import os
import random
import time
from pathlib import Path

COUNTRIES = ["Kenya", "Japan", "Norway", "Peru", "Belarus", "China", "Ghana", "Chile", "Vietnam", "Portugal"]
OFFICES = ["Foreign Minister", "President", "Prime Minister", "Ambassador", "Defence Minister"]
NAMES = ["Amina Otieno", "Kenji Sato", "Ingrid Dahl", "Luis Quispe", "Kwame Mensah", "Ana Duarte", "Tran Minh"]
CITIES = ["Nairobi", "Tokyo", "Oslo", "Lima", "Minsk", "Accra", "Hanoi", "Lisbon"]
MATTERS = ["fisheries", "a loan of $40 million", "the drought", "rail freight", "visas", "vaccines", "the budget"]
WORDS = """the of and to in that for with on work talks text draft parties agreed further would before after year
season trade people ministry delegation meeting statement support measures region partners cooperation progress between
their which has been will new joint visit next agenda programme projects funds schools roads health water""".split()
VERBS = ["said", "told reporters", "announced", "stressed", "recalled"]


def sentence(dice):
    country, other = dice.sample(COUNTRIES, 2)
    name = dice.choice(NAMES)
    form = dice.randrange(4)
    if form == 0:
        return f"{dice.choice(OFFICES)} of {country} {name} {dice.choice(VERBS)} that {dice.choice(MATTERS)} would come first."
    if form == 1:
        return f"{country} and {other} met in {dice.choice(CITIES)} on {dice.randrange(1, 29)} May {dice.randrange(2012, 2025)}."
    if form == 2:
        return f"{name}, who spoke of {dice.choice(MATTERS)}, thanked the United Nations and the people of {other}."
    return f"The two sides signed {dice.randrange(2, 9)} agreements on {dice.choice(MATTERS)}, {name} {dice.choice(VERBS)}."


def plain_sentence(dice):
    """Prose without a name, as most of a release is."""
    return f"{' '.join(dice.choice(WORDS) for _ in range(dice.randrange(8, 24)))}.".capitalize()


def release(dice, sentences=6, plain=0):
    """A title, a date, and paragraphs; `plain` sentences of prose to each that names somebody or something."""
    title = f"{dice.choice(COUNTRIES)} speaks of {dice.choice(MATTERS)}"
    date = f"{dice.randrange(1, 29)} March {dice.randrange(2012, 2025)}"
    prose = [plain_sentence(dice) if at % (plain + 1) else sentence(dice) for at in range(max(3, sentences))]
    lines = [" ".join(prose[at : at + 3]) for at in range(0, len(prose), 3)]
    return "\n\n".join([title, date, *lines]) + "\n"


def files(seed, revision, count):
    """The folder's files, below subfolders. Each revision changes one, drops one and adds some to the one before, the last
    only adds. All are readable: nothing goes to quarantine."""
    dice = random.Random(f"corpus {seed}")
    made = {}
    for at in range(count):
        made[f"wire/release-{at:03}.txt"] = release(dice).encode()
    made["wire/repost.txt"] = made["wire/release-000.txt"]
    made["notes/note.md"] = release(dice).encode()
    made["notes/packed.txt.gz"] = gzip.compress(release(dice).encode(), mtime=0)
    records = [{"id": f"r{at}", "title": "A note", "text": release(dice)} for at in range(4)]
    made["archive/records.jsonl"] = "".join(json.dumps(record) + "\n" for record in records).encode()
    made["archive/2019/old.txt"] = release(dice).encode()
    made["headline.txt"] = release(dice).encode()
    if revision >= 1:
        made["wire/release-001.txt"] = release(dice).encode()
        del made["wire/release-002.txt"]
        made["wire/release-900.txt"] = release(dice).encode()
        made["archive/late.jsonl"] = (json.dumps({"id": "late", "text": release(dice)}) + "\n").encode()
    if revision >= 2:
        made["wire/release-003.txt"] = release(dice).encode()
        del made["notes/note.md"]
        made["archive/2020/new.txt"] = release(dice).encode()
    if revision >= 3:
        made["wire/release-901.txt"] = release(dice).encode()
    return made


def write(folder, seed, revision, count=5):
    """Brings the folder to this revision; what is the same already stays as it is, its inode and its time too."""
    folder = Path(folder)
    wanted = files(seed, revision, count)
    for path in [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []:
        if str(path.relative_to(folder)) not in wanted:
            path.unlink()
    for name, content in wanted.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            settle(path)


def settle(path):
    """Makes the file an hour old and unlike what it was. A file too young for its time to be trusted would be read again by
    some runs and not by others, and no two runs would touch the same files."""
    moment = time.time_ns() - 3_600_000_000_000
    os.utime(path, ns=(moment, moment))


def touch(folder):
    """Gives all files another time, and no other byte."""
    for path in Path(folder).rglob("*"):
        if path.is_file():
            settle(path)


def repeat(folder, megabytes, seed=0, distinct=400, plain=0):
    """About so many megabytes: a few hundred releases of 1 to 11 KB, repeated under new names by hard links."""
    folder = Path(folder)
    folder.mkdir(parents=True)
    dice = random.Random(f"repeats {seed}")
    texts = [release(dice, dice.randrange(9, 120), plain).encode() for _ in range(distinct)]
    left, copy = megabytes * 1_000_000, 0
    while left > 0:
        part = folder / f"{copy:05}"
        part.mkdir()
        for at, text in enumerate(texts):
            if left <= 0:
                break
            path = part / f"release-{at:03}.txt"
            if copy == 0:
                path.write_bytes(text)
            else:
                os.link(folder / "00000" / path.name, path)
            left -= len(text)
        copy += 1
