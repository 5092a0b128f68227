"""What a user would write instead of `platen serve`: an exported model behind Flask or FastAPI.

Both decode with Pillow, compute with ONNX Runtime on one thread a worker, and answer text and probability.

    gunicorn -k gthread --threads 4 -w 2 -b 127.0.0.1:5001 peer:flask_app
    uvicorn --workers 2 --port 5002 --no-access-log peer:fast_app
"""
import io
import json
import os

import numpy as np
import onnxruntime
from fastapi import FastAPI, Request
from flask import Flask, jsonify, request
from PIL import Image

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["MODEL"], options, providers=["CPUExecutionProvider"])
card = session.get_modelmeta().custom_metadata_map
size, characters = json.loads(card["input"]), json.loads(card["characters"])


def read(body):
    picture = Image.open(io.BytesIO(body)).convert("L")
    natural = max(1, int(picture.width * size["height"] / picture.height + 0.5))
    width = min(size["max_width"], natural)
    padded = -(-max(width, 32) // size["width_step"]) * size["width_step"]
    pixels = np.full((1, 1, size["height"], padded), round(size["fill"] * 255), np.uint8)
    pixels[0, 0, :, :width] = np.asarray(picture.resize((width, size["height"]), Image.BILINEAR))
    classes, lengths, _, probabilities = session.run(None, {"images": pixels, "widths": np.array([width])})
    text = "".join(characters[k] for k in classes[0, : lengths[0]])
    return {"prediction": text, "probability": float(probabilities[0])}


flask_app = Flask("peer")


@flask_app.post("/predict")
def flask_predict():
    return jsonify(read(request.get_data()))


fast_app = FastAPI()


@fast_app.post("/predict")
async def fast_predict(asked: Request):
    return read(await asked.body())
