"""Tests ci/folklore.py on reports that are not measured: python3 ci/test_folklore.py"""

import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import folklore  # noqa: E402


class FolkloreTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.before = os.getcwd()
        os.chdir(self.folder.name)

    def tearDown(self):
        os.chdir(self.before)
        self.folder.cleanup()

    def experiment(self, name, expect, verdict):
        claim = {"claim": "A | B", "said": "9 ms", "expect": expect, "run": "coldgate check", "lesson": "Learn."}
        self.write(f"experiments/{name}/claim.json", claim)
        shown = {"measured": "2 -> 3 ms, +50 %", "interval": "+40 % – +60 %", "samples": "2 × 10"}
        check = {"verdict": verdict, "metric": "init_cpu", "quantile": "p50", "shown": shown}
        self.write(f"out/{name}/report.json", {"checks": [check]})

    @staticmethod
    def write(path, value):
        file = pathlib.Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value), encoding="utf-8")

    def run_main(self, *arguments):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = folklore.main(list(arguments))
        return code, out.getvalue()

    def test_a_claim_that_is_what_it_was_changes_nothing(self):
        self.experiment("slow", "slower", "FAIL")
        self.experiment("same", "same", "PASS")
        code, out = self.run_main("--summary", "out", "slow", "same")
        self.assertEqual(0, code)
        self.assertIn("slow: true here, as expected: `init_cpu` p50: 2 -> 3 ms, +50 % (95 %: +40 % – +60 %), 2 × 10 starts", out)
        self.assertIn("same: not true here, as expected", out)

    def test_a_claim_that_turns_false_makes_noise(self):
        for expect, verdict in (("slower", "PASS"), ("same", "FAIL")):
            self.experiment("one", expect, verdict)
            code, out = self.run_main("--summary", "out", "one")
            self.assertEqual(1, code)
            self.assertIn("changed", out)

    def test_what_is_not_decided_fails_nothing(self):
        self.experiment("one", "slower", "INCONCLUSIVE")
        code, out = self.run_main("--summary", "out", "one")
        self.assertEqual(0, code)
        self.assertIn("one: not decided here, not decided", out)

    def test_the_page_has_a_row_for_each_claim_and_needs_no_report_of_aws(self):
        self.experiment("slow", "slower", "FAIL")
        self.experiment("far", "aws", "FAIL")
        os.remove("out/far/report.json")
        code, out = self.run_main("out", "slow", "far")
        self.assertEqual(0, code)
        self.assertIn(
            "| [A \\| B](../experiments/slow/thresholds.yaml) | 9 ms | `init_cpu` p50: 2 -> 3 ms, +50 % (95 %: +40 % – +60 %)"
            " | 2 × 10 starts | true here | Learn. |",
            out,
        )
        self.assertIn("| [A \\| B](../experiments/far/thresholds.yaml) | 9 ms | `coldgate check` | Learn. |", out)


if __name__ == "__main__":
    unittest.main()
