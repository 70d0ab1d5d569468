"""What is done while faults strike: one entry a scenario. A new verb needs one line more.

An entry says how the output folder comes to be as it is before, which command the fault strikes, and which command
mends things afterwards. What must hold is the same for all: the folder shows what it showed before or what the command
makes without a fault; after the mending it is as if there had been no fault; and no old version has changed in a byte.
"""

import json
import shutil
from dataclasses import dataclass, field
from typing import Callable

import judge

from . import corpus
from .cases import spread
from .space import Failure, copy_tree, has_verb, judged, remove

LAST_REVISION = 3


@dataclass(frozen=True)
class Scenario:
    name: str
    # Makes the output folder (and the input folder) as it is before.
    prepare: Callable
    # The command's arguments, for a space.
    command: Callable
    # A verb that has to exist, or the scenario is skipped.
    needs: str = "run"
    # Whether the fault-free run leaves the same list of versions as the mended one.
    same_versions: bool = False
    # Whether versions may be removed.
    may_lose: bool = False
    # Settings of all runs, as environment variables.
    settings: dict = field(default_factory=dict)
    # Makes the folder of which one full run makes the same rows; None where the command reads no input.
    whole_input: Callable | None = None


def run(space):
    return space.run_arguments()


def refresh(space):
    return [*run(space), "--refresh"]


def paranoid(space):
    return [*run(space), "--paranoid"]


def collect(space):
    return ["gc", "--keep", 1, "--keep-days", 0, "--output", space.output]


def roll_back(space):
    return ["rollback", 1, "--output", space.output]


def publish(space, seed, revision):
    space.write_input(seed, revision)
    space.must(run(space))


def nothing_yet(space, seed):
    space.write_input(seed, 1)


def one_version(space, seed):
    publish(space, seed, 0)
    space.write_input(seed, 1)


def same_input(space, seed):
    publish(space, seed, 1)


def touched_input(space, seed):
    """The same bytes under other times: all are read to see that nothing has changed."""
    publish(space, seed, 1)
    corpus.touch(space.input)


def two_versions(space, seed):
    """Of the next version one part is linked, one is written again without what is gone, and one is new."""
    publish(space, seed, 0)
    publish(space, seed, 1)
    space.write_input(seed, 2)


def after_a_dead_run(space, seed):
    """A version, and what a killed run left: staging, a version that nobody reaches, a link that was not moved."""
    publish(space, seed, 0)
    first = judge.versions(space.output)[0]
    shutil.copytree(first, space.output / "_staging/run-4194000")
    (space.output / "_staging/run-4194000/manifest.json").write_text("{")
    orphan = space.output / "_versions/000002"
    shutil.copytree(first, orphan)
    manifest = json.loads((orphan / "manifest.json").read_text())
    (orphan / "manifest.json").write_text(json.dumps(manifest | {"version": 2}))
    (space.output / "_meta/current.new").symlink_to("_versions/000002")
    space.write_input(seed, 1)


def several_versions(space, seed):
    """Each is made of the one before and shares files with it."""
    for revision in range(LAST_REVISION + 1):
        publish(space, seed, revision)


def rolled_back(space, seed):
    """The next version is made of an old one, while newer ones lie beside it."""
    several_versions(space, seed)
    space.must(["rollback", 2, "--output", space.output])


def as_it_is(space, seed):
    return space.input


def with_what_is_gone(space, seed):
    """The input as it would be if nothing had been removed from it."""
    folder = space.root / "whole"
    corpus.write(folder, seed, 0)
    shutil.copytree(space.input, folder, dirs_exist_ok=True)
    return folder


MERGING = {"ETL__OUTPUT__MERGE_PARTS": "2"}
KEEPING = {"ETL__RUN__VANISHED": "keep"}

SCENARIOS = [
    Scenario("first", nothing_yet, run, whole_input=as_it_is),
    Scenario("second", one_version, run, whole_input=as_it_is),
    Scenario("links", two_versions, run, whole_input=as_it_is),
    Scenario("merging", two_versions, run, settings=MERGING, whole_input=as_it_is),
    Scenario("keeping", one_version, run, settings=KEEPING, whole_input=with_what_is_gone),
    Scenario("refresh", one_version, refresh, whole_input=as_it_is),
    Scenario("unchanged", same_input, run, same_versions=True, whole_input=as_it_is),
    Scenario("touched", touched_input, run, same_versions=True, whole_input=as_it_is),
    Scenario("paranoid", same_input, paranoid, same_versions=True, whole_input=as_it_is),
    Scenario("after-death", after_a_dead_run, run, whole_input=as_it_is),
    Scenario("after-rollback", rolled_back, run, whole_input=as_it_is),
    Scenario("rollback", several_versions, roll_back, needs="rollback", same_versions=True),
    Scenario("gc", several_versions, collect, needs="gc", same_versions=True, may_lose=True),
]


@dataclass
class Stage:
    """A scenario made ready in a space: what was before, what comes out without a fault."""

    scenario: Scenario
    saved: object
    expected: dict
    before: str
    # Documents of the version before and of the one after, by id.
    documents: tuple
    # Names of the versions that the fault-free run leaves.
    versions: list
    # The files of all versions before.
    history: dict

    def reset(self, space):
        space.settings = self.scenario.settings
        space.put_output(self.saved)

    def command(self, space):
        return self.scenario.command(space)


def stage(space, scenario, seed):
    """Prepares the scenario once per space and seed; the folder is then copied for every trial."""
    key = (scenario.name, seed)
    if space.cache.get("staged") != key:
        # The input folder belongs to the scenario, so one is ready at a time; its outcome is remembered for ever.
        remove(space.output)
        remove(space.input)
        space.settings = scenario.settings
        scenario.prepare(space, seed)
        space.cache["staged"] = key
        saved = space.root / "saved"
        remove(saved)
        if space.output.exists():
            copy_tree(space.output, saved)
        space.cache["stage"] = undisturbed(space, scenario, seed, saved if saved.exists() else None)
    return space.cache["stage"]


def undisturbed(space, scenario, seed, saved):
    """Runs the command without a fault and keeps what it makes as what is expected."""
    before = judge.resolve(space.output) if saved else None
    expected = {"before": judge.describe(before)} if before else {}
    documents_before = judge.documents_of(before) if before else {}
    history = judge.history(space.output)
    space.put_output(saved)
    space.must(scenario.command(space))
    after = judge.resolve(space.output)
    expected["after"] = judge.describe(after)
    judged(space, expected)
    if scenario.whole_input:
        same_as_a_full_run(space, scenario.whole_input(space, seed), expected["after"])
    names = [path.name for path in judge.versions(space.output)]
    documents = (documents_before, judge.documents_of(after))
    return Stage(scenario, saved, expected, "before" if before else judge.NOTHING, documents, names, history)


def same_as_a_full_run(space, whole_input, expected):
    """Whatever the runs before, the rows are those of one run over the inputs as they are now."""
    output = space.root / "full"
    remove(output)
    space.must(space.run_arguments(input=whole_input, output=output))
    rows = judge.rows_of(judge.resolve(output))
    others = [table for table in judge.TABLES if rows[table] != expected["rows"][table]]
    if others:
        raise Failure(f"a full run over {whole_input} gives other rows in {others}")


def cases_of_all(space, plan, name, of_scenario):
    """The cases of every scenario whose verb there is, for as many corpora as are needed for the long form."""
    made, variant = [], 0
    while True:
        for scenario in SCENARIOS:
            if not has_verb(space, scenario.needs):
                plan.note(f"{name}: `{scenario.name}` is skipped: there is no verb `{scenario.needs}`")
                continue
            made.extend(of_scenario(space, scenario, variant))
        variant += 1
        if len(made) >= plan.wanted or not plan.long:
            return spread(made, plan)
