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
        check = {"verdict": verdict, "function": "f", "metric": "init_cpu", "quantile": "p50", "shown": shown}
        self.write(f"out/{name}/report.json", {"checks": [check]})
        return claim, check

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

    def test_each_claim_of_several_is_decided_by_its_own_check(self):
        claim, check = self.experiment("many", "slower", "FAIL")
        other = {**check, "metric": "cold_duration", "verdict": "PASS"}
        self.write("out/many/report.json", {"checks": [check, {**other, "function": "g"}, other]})
        of = {"function": "f", "metric": "cold_duration"}
        self.write("experiments/many/claim.json", [claim, {**claim, **of, "expect": "same"}])
        code, out = self.run_main("--summary", "out", "many")
        self.assertEqual(0, code)
        self.assertIn("many: true here, as expected: `init_cpu`", out)
        self.assertIn("many f: not true here, as expected: `cold_duration`", out)

    def test_a_claim_whose_condition_does_not_hold_is_not_decided(self):
        claim, check = self.experiment("one", "slower", "FAIL")
        self.write("experiments/one/claim.json", {**claim, "given": "own[reads]"})
        for verdict, word in (("PASS", "true here, as expected"), ("FAIL", "not decided here, not decided")):
            reads = {**check, "metric": "own[reads]"}
            self.write("out/one/report.json", {"checks": [check, {**reads, "verdict": "PASS"}, {**reads, "verdict": verdict}]})
            _, out = self.run_main("--summary", "out", "one")
            self.assertIn("one: " + word, out)

    def test_what_the_gate_refuses_is_known_by_its_answer(self):
        claim, _ = self.experiment("one", "refused", "FAIL")
        self.write("experiments/one/claim.json", {**claim, "answer": "permission denied"})
        for said, code, word in (
            ('AWS answers "permission denied"', 0, "true here, as expected: `check` before deployment: permission denied, no starts"),
            ("no such file", 1, "not true here, changed: `check` before deployment: another answer, no starts"),
        ):
            pathlib.Path("out/one/refused").write_text(said, encoding="utf-8")
            self.assertEqual((code, f"one: {word}\n"), self.run_main("--summary", "out", "one"))

    def test_identical_packages_need_no_starts(self):
        _, check = self.experiment("one", "same", "PASS")
        shown = {"measured": "identical package", "interval": "", "samples": ""}
        self.write("out/one/report.json", {"checks": [{**check, "shown": shown}]})
        _, out = self.run_main("--summary", "out", "one")
        self.assertEqual("one: not true here, as expected: `init_cpu` p50: identical package, no starts\n", out)

    def test_a_claim_without_a_check_is_an_error(self):
        claim, _ = self.experiment("one", "slower", "FAIL")
        self.write("experiments/one/claim.json", {**claim, "metric": "duration"})
        with self.assertRaisesRegex(SystemExit, "experiments/one/claim.json: no check of duration of any function"):
            self.run_main("--summary", "out", "one")

    def test_what_was_skipped_stands_on_the_page_with_the_reason(self):
        claim, _ = self.experiment("one", "slower", "FAIL")
        os.remove("out/one/report.json")
        pathlib.Path("out/one/skipped").write_text("there is no upx on this machine\n", encoding="utf-8")
        code, out = self.run_main("--summary", "out", "one")
        self.assertEqual((0, "one: skipped: there is no upx on this machine\n"), (code, out))
        code, out = self.run_main("out", "one")
        self.assertEqual(0, code)
        self.assertIn("| 9 ms | there is no upx on this machine | `coldgate check` | Learn. |", out)

    def test_what_was_neither_measured_nor_skipped_is_an_error(self):
        self.experiment("one", "slower", "FAIL")
        os.remove("out/one/report.json")
        with self.assertRaises(FileNotFoundError):
            self.run_main("--summary", "out", "one")


if __name__ == "__main__":
    unittest.main()
