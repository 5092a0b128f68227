"""Times how other programs read with a network of Platen's that was exported as ONNX, at batches of 1 and 32.

Usage: reading.py FILE.onnx WIDTH THREADS SECONDS
Each row is a program and what it computes in: the median over `SECONDS` of taking turns, in ms a picture. A program that is missing here is left out, and said to be.
"""

import sys
import time

import numpy as np

BATCHES = (1, 32)


def onnx_runtime(path, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return {f"ONNX Runtime {onnxruntime.__version__}, f32": lambda x: session.run(None, {name: x})}


def openvino(path, threads):
    import openvino

    core = openvino.Core()
    found = {}
    for word, kind in (("f32", "f32"), ("bf16", "bf16")):
        settings = {"INFERENCE_PRECISION_HINT": kind, "INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
        request = core.compile_model(path, "CPU", settings).create_infer_request()
        found[f"OpenVINO {openvino.__version__.split('-')[0]}, {word}"] = lambda x, r=request: r.infer([x])
    return found


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    path, (width, threads), seconds = sys.argv[1], map(int, sys.argv[2:4]), float(sys.argv[4])
    readers = {}
    for make in (onnx_runtime, openvino):
        try:
            readers |= make(path, threads)
        except Exception as error:
            print(f"  {make.__name__} is left out: {type(error).__name__}: {str(error).splitlines()[0][:150]}")
    pictures = {n: np.random.default_rng(n).random((n, 1, 32, width), dtype=np.float32) * 2 - 1 for n in BATCHES}
    times = {}
    for count, picture in pictures.items():
        for name, read in list(readers.items()):
            try:
                for _ in range(3):
                    read(picture)
            except Exception as error:
                print(f"  {name} is left out: {type(error).__name__}: {str(error).splitlines()[0][:150]}")
                del readers[name]
        end = time.perf_counter() + seconds * len(readers)
        while time.perf_counter() < end:
            for name, read in readers.items():
                for _ in range(max(1, 20 // count)):
                    start = time.perf_counter()
                    read(picture)
                    times.setdefault((name, count), []).append(time.perf_counter() - start)
    for name in readers:
        cells = [1000 * sorted(times[name, n])[len(times[name, n]) // 2] / n for n in BATCHES]
        print(f"  {name:32} {cells[0]:8.3f} ms alone {cells[1]:8.3f} ms of {BATCHES[1]}")


main()
