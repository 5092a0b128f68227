"""Digits as writers draw them: drawn by platen, cut out, and brought to MNIST's size; and networks that know MNIST alone."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "transfer"))
from transfer import make_network, probabilities, read_part, train  # noqa: E402

RECIPE = """\
samples: {{train: {writers}, val: 0, test: 0}}
text: {{pattern: '0 1 2 3 4 5 6 7 8 9'}}
hand: {{procedural: {hand}}}
page: {{margin: 4}}
ink: {{tone: 0, opacity: 1}}
paper: [plain]
output: {{layout: flat, annotations: []}}
"""


def draw_digits(platen, folder, writers, hand="{height: 40}", seed=1):
    """All ten digits by each of some writers: pictures as uint8 [N, 28, 28] with white ink, labels as int64 [N]."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    recipe = folder / "recipe.yml"
    recipe.write_text(RECIPE.format(writers=writers, hand=hand))
    drawn = folder / "drawn"
    subprocess.run(
        [platen, "generate", recipe, "--output", drawn, "--seed", str(seed), "--overwrite", "--no-sync", "--quiet"],
        check=True,
    )
    images, labels = [], []
    for line in (drawn / "samples.jsonl").read_text().splitlines():
        sample = json.loads(line)
        page = 255 - np.asarray(Image.open(drawn / sample["path"]).convert("L"))
        for character, *corners in sample["characters"]:
            if character != " ":
                xs, ys = corners[0::2], corners[1::2]
                images.append(as_mnist(page[int(min(ys)) : int(max(ys)) + 2, int(min(xs)) : int(max(xs)) + 2]))
                labels.append(int(character))
    return np.stack(images), np.array(labels)


def as_mnist(ink):
    """Ink as a picture of 28 x 28 px: its box fitted into 20 x 20 px, its centre of mass in the middle."""
    rows, columns = np.flatnonzero((ink > 127).any(1)), np.flatnonzero((ink > 127).any(0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = 20 / max(ink.shape)
    size = [max(1, round(side * scale)) for side in ink.shape[::-1]]
    ink = np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BOX))
    y, x = [int((ink.sum(1 - axis) * np.arange(ink.shape[axis])).sum() / ink.sum() + 0.5) for axis in (0, 1)]
    top, left = np.clip(14 - y, 0, 28 - ink.shape[0]), np.clip(14 - x, 0, 28 - ink.shape[1])
    tile = np.zeros((28, 28), np.uint8)
    tile[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return tile


def mnist_network(mnist, seed, folder, epochs=3):
    """A network that has seen MNIST's training part alone; kept in a folder, since it takes minutes."""
    path = Path(folder) / f"mnist-{seed}-{epochs}.pt"
    torch.manual_seed(seed)
    network = make_network()
    if path.exists():
        network.load_state_dict(torch.load(path))
    else:
        train(network, *read_part(mnist, "train"), epochs)
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), path)
    network.eval()
    return network
