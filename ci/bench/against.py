"""Times commands of the Coldgate whose clone the working folder (ci/bench) is in: one run of each, as samples.

  COLDGATE_PACKAGE=function.zip python3 against.py OUT        writes them into OUT
  COLDGATE_PACKAGE=function.zip python3 against.py --once     prints them
  COLDGATE_PACKAGE=function.zip python3 against.py --prepare  builds, and runs each command until its start is prepared

Called by ci/bench-against, on both sides.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

# The first run builds the jar, the second writes the class archive with which the third and later ones start.
PREPARING = 3

# A p95 that is far from its limit is decided as soon as possible: always after the same number of starts.
FILES = {
    "absolute": "budgets: { init_duration: { p95: 10s } }",
    "relative": "baseline: { memory: 1024MB }, regression: { init_duration: { p90: +900% } }",
}

COMMANDS = {
    "check": ["check", "--quiet", "--seed", "1", "--file", "absolute.yaml"],
    "check of a baseline": ["check", "--quiet", "--seed", "1", "--file", "relative.yaml"],
    "validate": ["validate", "absolute.yaml"],
}


def project(folder, package):
    """Writes the thresholds files that are measured."""
    shutil.copy(package, os.path.join(folder, "function.zip"))
    for name, keys in FILES.items():
        with open(os.path.join(folder, name + ".yaml"), "w") as file:
            file.write(f"version: 1\nfunctions: {{ hello: {{ package: function.zip, {keys} }} }}\n")


def run(coldgate, arguments, folder):
    """Runs one command; returns its seconds of wall clock, and of CPU with those of its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ended = subprocess.run([coldgate, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode != 0:
        sys.exit(f"coldgate {' '.join(arguments)} ended with {ended.returncode}: {(ended.stderr or ended.stdout).strip()}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def prepare(coldgate, folder):
    for _ in range(PREPARING):
        for arguments in COMMANDS.values():
            run(coldgate, arguments, folder)


def samples(coldgate, folder):
    """Returns the wall clock and the CPU time of one run of each command, as samples of Coldgate."""
    taken = []
    for name, arguments in COMMANDS.items():
        for what, seconds in zip(("wall", "CPU"), run(coldgate, arguments, folder)):
            taken.append({"name": f"{name} {what}", "unit": "s", "values": [round(seconds, 4)]})
    return taken


def main(argument):
    coldgate = os.path.abspath("../../coldgate")
    with tempfile.TemporaryDirectory() as folder:
        project(folder, os.environ["COLDGATE_PACKAGE"])
        if argument == "--prepare":
            prepare(coldgate, folder)
        elif argument == "--once":
            for sample in samples(coldgate, folder):
                print(f"{sample['name']}: {sample['values'][0]:.2f} s")
        else:
            taken = samples(coldgate, folder)
            with open(argument, "w") as out:
                json.dump({"samples": taken}, out)


main(sys.argv[1])
