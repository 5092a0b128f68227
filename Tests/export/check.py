"""Reads pictures with a model that is exported, by the code of examples/ alone, and compares each text with Platen's.

    Tests/.venv/bin/python Tests/export/check.py PLATEN MODEL RECIPE|FOLDER...

Of a recipe 1,000 pictures are drawn; folders are read as they are. Exits with 1 where a text differs.
"""
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import onnxruntime

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples"))

from framing import prepare
from onnx_predict import classes


def differences(session, card, table):
    """How many pictures a table of `platen predict` has, and those that are read otherwise."""
    with open(table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        text = "".join(card["characters"][k] for k in classes(session, card, *prepare(row["name"], card["input"])))
        if text != row["reading"]:
            found.append(f"{row['name']}: Platen reads {row['reading']}, the file {text}")
    return len(rows), found


def main(program, model, *sources):
    program = Path(program).resolve()

    def platen(*words):
        # Models and recipes are named as they lie in the repository.
        result = subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"platen {' '.join(words)}: {result.stderr}")

    is_wrong = False
    with tempfile.TemporaryDirectory(prefix="platen-check-") as work:
        file, table = work + "/model.onnx", work + "/readings.csv"
        platen("export", "--model", model, "--output", file)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        card = dict(session.get_modelmeta().custom_metadata_map)
        card |= {key: json.loads(card[key]) for key in ("input", "characters", "steps", "blank")}
        for number, source in enumerate(sources):
            folder = Path(source).resolve()
            if source.endswith(".yml"):
                folder = f"{work}/{number}"
                platen("generate", source, "--output", folder, "samples={train: 0, val: 0, test: 1000}", "--quiet")
                folder += "/test"
            platen("predict", "--model", model, folder, "--precision", "f32", "--csv", table)
            count, found = differences(session, card, table)
            print(f"{model}: {len(found)} of {count} pictures of {source} are read otherwise than by Platen")
            for line in found[:10]:
                print(line, file=sys.stderr)
            is_wrong |= count == 0 or len(found) > 0
    sys.exit(is_wrong)


if __name__ == "__main__":
    main(*sys.argv[1:])
