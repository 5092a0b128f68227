"""Readers of pictures, Platen's and free ones, under one interface: read(paths) gives a text for each path."""

import os
import subprocess
from pathlib import Path


class Platen:
    """A model of Platen's, read by its program on one thread."""

    def __init__(self, program, model, views):
        self.program, self.model, self.views = program, model, views
        self.megabytes = os.path.getsize(model) / 1e6

    def read(self, folder, names):
        command = [self.program, "predict", "--model", self.model, "--views", str(self.views), "--threads", "1", str(folder)]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        by_path = dict(line.split("\t")[:2] for line in lines if "\t" in line)
        return [by_path.get(f"{folder}/{name}", "") for name in names]


class PaddleRecogniser:
    """The recogniser of PP-OCRv6-small that PyPI's rapidocr brings, without its detector: 48 px high, CTC."""

    def __init__(self, alphabet=None):
        import numpy
        import onnxruntime
        import rapidocr

        path = next((Path(rapidocr.__file__).parent / "models").glob("PP-OCRv6_rec_small.onnx"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.numpy = numpy
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        listed = self.session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self.characters = [""] + listed + [" "]
        self.megabytes = path.stat().st_size / 1e6
        allowed = None if alphabet is None else {"", *alphabet}
        self.barred = [place for place, character in enumerate(self.characters) if allowed and character not in allowed]

    def read(self, folder, names):
        return [self._read(Path(folder, name)) for name in names]

    def _read(self, path):
        from PIL import Image

        picture = Image.open(path).convert("RGB")
        width = max(1, round(picture.width * 48 / picture.height))
        picture = picture.resize((width, 48), Image.BILINEAR)
        # It was trained on pictures at least 320 px wide, filled up with its grey.
        pixels = self.numpy.zeros((1, 3, 48, max(320, width)), dtype="float32")
        values = self.numpy.asarray(picture, dtype="float32")[:, :, ::-1].transpose(2, 0, 1)
        pixels[0, :, :, :width] = values / 127.5 - 1
        scores = self.session.run(None, {self.input: pixels})[0][0]
        scores[:, self.barred] = 0
        text, last = "", 0
        for place in scores.argmax(axis=1):
            if place != last and place < len(self.characters):
                text += self.characters[place]
            last = place
        return text


class Ddddocr:
    """PyPI's ddddocr, made for CAPTCHA."""

    def __init__(self, alphabet=None):
        import ddddocr

        self.reader = ddddocr.DdddOcr(show_ad=False)
        self.allowed = None if alphabet is None else {"", *alphabet}
        self.megabytes = (Path(ddddocr.__file__).parent / "common_old.onnx").stat().st_size / 1e6

    def read(self, folder, names):
        return [self._read(Path(folder, name).read_bytes()) for name in names]

    def _read(self, data):
        if self.allowed is None:
            return self.reader.classification(data)
        result = self.reader.classification(data, probability=True)
        characters = result["charset"]
        places = [place for place, character in enumerate(characters) if character in self.allowed]
        text, last = "", ""
        for step in result["probabilities"]:
            # One picture is read at a time: a list of one stands around its probabilities.
            scores = step[0]
            character = characters[max(places, key=scores.__getitem__)]
            if character != last:
                text += character
            last = character
        return text


class Tesseract:
    """Tesseract 5 with Debian's English model, one line a picture."""

    MODEL = "/usr/share/tesseract-ocr/5/tessdata/eng.traineddata"

    def __init__(self, alphabet=None):
        self.alphabet = alphabet
        self.megabytes = os.path.getsize(self.MODEL) / 1e6

    def read(self, folder, names):
        command = ["tesseract", "stdin", "stdout", "--psm", "7", "--dpi", "150"]
        if self.alphabet is not None:
            command += ["-c", "tessedit_char_whitelist=" + "".join(self.alphabet)]
        paths = "\n".join(str(Path(folder, name)) for name in names)
        result = subprocess.run(
            command, input=paths, capture_output=True, text=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        )
        # A page ends with a form feed; one without text is empty.
        pages = result.stdout.split("\f")
        return [" ".join(page.split()) for page in pages[: len(names)]] + [""] * max(0, len(names) - len(pages))


PEERS = {"PP-OCRv6-small": PaddleRecogniser, "ddddocr": Ddddocr, "Tesseract 5": Tesseract}
