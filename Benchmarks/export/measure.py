"""Reads the pictures of a table of `platen predict` with exported models; Benchmarks/export/run calls it."""
import csv
import json
import os
import sys
import time

import onnxruntime
import onnx_predict


def measure(path, rows):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    card = dict(session.get_modelmeta().custom_metadata_map)
    card |= {key: json.loads(card[key]) for key in ("input", "characters", "steps", "blank")}
    exact = same = seconds = 0
    for row in rows:
        prepared = onnx_predict.prepare(row["name"], card["input"])
        start = time.perf_counter()
        found = onnx_predict.classes(session, card, *prepared)
        seconds += time.perf_counter() - start
        text = "".join(card["characters"][k] for k in found)
        exact += text == row["label"]
        same += text == row["reading"]
    name = os.path.basename(path).removesuffix(".onnx")
    print(
        f"{name}: {os.path.getsize(path) / 1e6:.2f} MB, {1000 * seconds / len(rows):.2f} ms a picture, "
        f"{100 * exact / len(rows):.2f} % exact, {len(rows) - same} of {len(rows)} read otherwise than by Platen")


def main(table, *paths):
    with open(table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print(f"platen: {100 * sum(row['exact'] == '1' for row in rows) / len(rows):.2f} % exact")
    for path in paths:
        measure(path, rows)


main(*sys.argv[1:])
