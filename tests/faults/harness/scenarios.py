"""What is done while faults strike: one entry a scenario. A new verb needs one line more.

An entry says how the output folder comes to be as it is before, which command the fault strikes, and which command
mends things afterwards. What must hold is the same for all: the folder shows what it showed before or what the command
makes without a fault; and after the mending it is as if there had been no fault.
"""

import json
import shutil
from dataclasses import dataclass
from typing import Callable

import judge

from .cases import spread
from .space import has_verb, judged, remove


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


def run(space):
    return space.run_arguments()


def collect(space):
    return ["gc", "--keep", 1, "--keep-days", 0, "--output", space.output]


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
    for step in range(4):
        publish(space, f"{seed}" if step % 2 == 0 else f"{seed} other", step % 2)


SCENARIOS = [
    Scenario("first", nothing_yet, run),
    Scenario("second", one_version, run),
    Scenario("unchanged", same_input, run),
    Scenario("after-death", after_a_dead_run, run),
    Scenario("rollback", several_versions, lambda s: ["rollback", "1", "--output", s.output], needs="rollback"),
    Scenario("gc", several_versions, collect, needs="gc", same_versions=True),
]


@dataclass
class Stage:
    """A scenario made ready in a space: what was before, what comes out without a fault."""

    scenario: Scenario
    saved: object
    expected: dict
    before: str
    documents: frozenset
    versions: list

    def reset(self, space):
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
        scenario.prepare(space, seed)
        space.cache["staged"] = key
        saved = space.root / "saved"
        remove(saved)
        if space.output.exists():
            shutil.copytree(space.output, saved, symlinks=True)
        space.cache["stage"] = undisturbed(space, scenario, saved if saved.exists() else None)
    return space.cache["stage"]


def undisturbed(space, scenario, saved):
    """Runs the command without a fault and keeps what it makes as what is expected."""
    before = judge.resolve(space.output) if saved else None
    expected = {"before": judge.describe(before)} if before else {}
    space.put_output(saved)
    space.must(scenario.command(space))
    after = judge.resolve(space.output)
    expected["after"] = judge.describe(after)
    whole = frozenset(json.dumps(row, sort_keys=True, default=str) for row in judge.read_rows(after, "documents"))
    judged(space, expected)
    names = [path.name for path in judge.versions(space.output)]
    return Stage(scenario, saved, expected, "before" if before else judge.NOTHING, whole, names)


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
