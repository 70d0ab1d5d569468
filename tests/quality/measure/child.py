"""Runs a command and writes its wall clock, processor seconds and peak memory as JSON into a file.

    python -I -S child.py RESULT_FILE COMMAND [ARGUMENT ...]

Started afresh for every command, with as little of Python loaded as can be: Linux counts into the peak of a process
what its parent held when it was started, and a small parent cannot hide the child's peak.
"""

import os
import sys
import time


def main(result, *command):
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    with open(result, "w") as file:
        file.write(
            f'{{"code": {code}, "seconds": {seconds:.6f}, "cpu": {usage.ru_utime + usage.ru_stime:.6f}, '
            f'"peak_mb": {usage.ru_maxrss * 1024 / 1e6:.3f}}}\n'
        )
    return 0 if code in (0, 1) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
