"""Compares what an MLflow server has of runs with their folders."""

import csv
import hashlib
import json
import os
import subprocess
import sys

from mlflow import MlflowClient

address, folder, platen = sys.argv[1:]
client = MlflowClient(address)
experiment = client.get_experiment_by_name("tests")
runs = {run.info.run_name: run for run in client.search_runs([experiment.experiment_id])}
assert sorted(runs) == ["away", "parts", "there"], runs.keys()

for name, run in runs.items():
    path = os.path.join(folder, "runs", name)
    assert run.info.status == "FINISHED", (name, run.info.status)
    params = run.data.params
    assert params["training.batch"] == "4" and params["model.crnn.width"] == "4", params
    assert not any(key.startswith("tracking") for key in params)

    with open(os.path.join(path, "metrics.csv")) as file:
        rows = list(csv.DictReader(file))
    for metric, column, digits in [("train/loss", "loss", 5), ("val/cer", "val_cer", 6), ("val/exact", "val_exact", 6)]:
        history = client.get_metric_history(run.info.run_id, metric)
        told = sorted((point.step, round(point.value, digits)) for point in history)
        written = sorted((int(row["step"]), float(row[column])) for row in rows if row[column])
        assert len(told) == len(written) > 0, (name, metric, told, written)
        for (step, value), (other, expected) in zip(told, written):
            assert step == other and abs(value - expected) < 2 * 10**-digits, (name, metric, step, value, expected)

    files = {file.path for file in client.list_artifacts(run.info.run_id)}
    for file in ["config.yml", "metrics.csv", "report.html", "batch.png", "best.safetensors"]:
        assert file in files, (name, files)
        with open(client.download_artifacts(run.info.run_id, file), "rb") as stored:
            digest = hashlib.sha256(stored.read()).hexdigest()
        assert run.data.tags[f"platen.sha256.{file}"] == digest, (name, file)

    target = os.path.join(folder, "fetched-" + name)
    subprocess.run([platen, "runs", "fetch", address, run.info.run_id, "--output", target], check=True)
    with open(os.path.join(target, "best.safetensors"), "rb") as a, open(os.path.join(path, "best.safetensors"), "rb") as b:
        assert a.read() == b.read(), name

assert "training.steps is 12 and was 6" in runs["parts"].data.tags["platen.changes"]
listed = json.loads(subprocess.run([platen, "runs", os.path.join(folder, "runs"), "--json"], check=True, capture_output=True).stdout)
assert [(run["name"], run["unsent"]) for run in listed] == [("away", 0), ("parts", 0), ("there", 0)], listed
assert {run["server_run"] for run in listed} == {run.info.run_id for run in runs.values()}
print("MLflow has the three runs as their folders do")
