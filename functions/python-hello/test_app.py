import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))
sys.dont_write_bytecode = True

import app  # noqa: E402


class AppTest(unittest.TestCase):
    def test_greets_by_name(self):
        self.assertEqual(app.handler({"name": "Coldgate"}, None), {"message": "Hello, Coldgate!"})

    def test_greets_the_world_without_one(self):
        for event in ({}, {"name": ""}):
            self.assertEqual(app.handler(event, None), {"message": "Hello, world!"})


if __name__ == "__main__":
    unittest.main()
