"""Turns reports of experiments/ into docs/folklore.md, or into a line each.

Usage: folklore.py [--summary] OUTPUT NAME...

OUTPUT/NAME/report.json is Coldgate's report of an experiment, experiments/NAME/claim.json the claim or a list of them, each with
the "function" and the "metric" of its check where there are several. With "given", a metric of the function whose checks have to
pass, nothing is decided where they do not. "expect" is "slower" where the first way is to be proven slower than the second by
more than the file's tolerance, "same" where it is to be proven within it, "refused" where the gate is to deploy nothing and to say
"answer" (OUTPUT/NAME/refused is what it said), "aws" where only AWS can show it. OUTPUT/NAME/skipped says why one was not
measured on this machine. Exit: 1 when a claim is no longer what it was.
"""

import json
import pathlib
import sys

EXPECTED = {"slower": "FAIL", "same": "PASS", "refused": "FAIL"}


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def outcome(claim, check):
    """The word for a measured check beside what is expected of it."""
    if check["verdict"] not in ("PASS", "FAIL"):
        return "not decided"
    return "as expected" if check["verdict"] == EXPECTED[claim["expect"]] else "changed"


def holds(check):
    return {"FAIL": "true here", "PASS": "not true here"}.get(check["verdict"], "not decided here")


def claims_of(name):
    """The claims of a folder, which may have several."""
    claims = load(pathlib.Path("experiments") / name / "claim.json")
    return [(name, claim) for claim in (claims if isinstance(claims, list) else [claims])]


def skipped(output, name):
    """Why an experiment was not measured, or nothing."""
    path = output / name / "skipped"
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


def measured(output, name, claim):
    """The check that decides a claim: the one of its function and metric, or the first; undecided unless what is given is so."""
    if claim["expect"] == "refused":
        return refused((output / name / "refused").read_text(encoding="utf-8"), claim["answer"])
    checks = load(output / name / "report.json")["checks"]
    check = of(checks, name, claim.get("function"), claim.get("metric"))[0]
    given = of(checks, name, claim.get("function"), claim["given"]) if "given" in claim else []
    if any(one["verdict"] != "PASS" for one in given):
        return {**check, "verdict": "NOT_MEASURED"}
    return check


def refused(said, answer):
    """The gate's refusal in the form of a check: it fails where the gate gave the answer."""
    found = answer in said
    shown = {"measured": answer if found else "another answer", "interval": "", "samples": ""}
    return {"verdict": "FAIL" if found else "PASS", "metric": "check", "quantile": "before deployment", "shown": shown}


def of(checks, name, function, metric):
    found = [one for one in checks if function in (None, one["function"]) and metric in (None, one["metric"])]
    if not found:
        sys.exit(f"experiments/{name}/claim.json: no check of {metric or 'any metric'} of {function or 'any function'}")
    return found


def effect(check):
    shown = check["shown"]
    interval = f" (95 %: {shown['interval']})" if shown["interval"] else ""
    return f"`{check['metric']}` {check['quantile']}: {shown['measured']}{interval}"


def starts(check):
    return (check["shown"]["samples"] or "no") + " starts"


def row(*cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page(claims, output):
    lines = [
        "# Folklore of cold starts, measured",
        "",
        "Guides to cold starts repeat numbers that nobody can check. Each claim here is in a folder of `experiments/`: ways to",
        "write, build or run one Go function, and a `thresholds.yaml` in which Coldgate compares two in interleaved rounds on the",
        "embedded Lambda. `ci/experiments` measures all of them and writes this page; CI repeats them (`ci/experiments --check`) and",
        "fails when one that was true is not any more, or the other way round.",
        "",
        "The functions are small on purpose: how much slower one becomes depends on how much is put into its init. What carries over",
        "is the direction, and the way to find out for yours. Figures go from the other way to the one that a claim blames.",
        "",
        "| claim | what guides say | measured here | starts | | lesson |",
        "|---|---|---|---|---|---|",
    ]
    here = [one for one in claims if one[1]["expect"] in EXPECTED]
    for name, claim in here:
        if not skipped(output, name):
            check = measured(output, name, claim)
            lines.append(row(link(name, claim), claim["said"], effect(check), starts(check), holds(check), claim["lesson"]))
    missing = [(name, claim) for name, claim in here if skipped(output, name)]
    if missing:
        lines += [
            "",
            "## Not measured here",
            "",
            "These were skipped on the machine that this page was written on.",
            "",
            "| claim | what guides say | why | to measure it | lesson |",
            "|---|---|---|---|---|",
        ]
        for name, claim in missing:
            command = claim.get("run", f"ci/experiments {name}")
            lines.append(row(link(name, claim), claim["said"], skipped(output, name), f"`{command}`", claim["lesson"]))
    lines += [
        "",
        "## Only on AWS",
        "",
        "These are prepared and were not measured here: the embedded Lambda fetches no packages and assumes no roles.",
        "",
        "| claim | what guides say | to measure it | lesson |",
        "|---|---|---|---|",
    ]
    for name, claim in claims:
        if claim["expect"] == "aws":
            lines.append(row(link(name, claim), claim["said"], f"`{claim['run']}`", claim["lesson"]))
    return "\n".join(lines) + "\n"


def link(name, claim):
    return f"[{claim['claim']}](../experiments/{name}/thresholds.yaml)"


def main(arguments):
    summary = arguments[:1] == ["--summary"]
    output, *names = arguments[1:] if summary else arguments
    output = pathlib.Path(output)
    claims = [one for name in names for one in claims_of(name)]
    if not summary:
        sys.stdout.write(page(claims, output))
    changed = False
    shown = sys.stdout if summary else sys.stderr
    for name, claim in claims:
        if claim["expect"] not in EXPECTED:
            continue
        why = skipped(output, name)
        if why:
            print(f"{name}: skipped: {why}", file=shown)
            continue
        check = measured(output, name, claim)
        word = outcome(claim, check)
        changed = changed or word == "changed"
        print(f"{name} {claim.get('function', '')}".strip() + f": {holds(check)}, {word}: {effect(check)}, {starts(check)}", file=shown)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
