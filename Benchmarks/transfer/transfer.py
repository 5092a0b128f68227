"""Trains a small convolutional network on procedural digits and tests it on real ones.

Nothing of MNIST is seen before the one test at the end: not for training, not for choosing an epoch or a setting.
The pictures are not augmented.
"""

import argparse
import gzip
import json
import struct
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from PIL import Image, ImageDraw
from torch import nn


def read_idx(path):
    """The array in an IDX file, plain or packed."""
    packed = path.with_name(path.name + ".gz")
    data = path.read_bytes() if path.exists() else gzip.decompress(packed.read_bytes())
    dimensions = data[3]
    shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def read_part(folder, name):
    """Pictures as uint8 [N, 28, 28], labels as int64 [N]."""
    images = read_idx(Path(folder) / f"{name}-images-idx3-ubyte")
    labels = read_idx(Path(folder) / f"{name}-labels-idx1-ubyte")
    return images, labels.astype(np.int64)


def tensor(images):
    """Pictures as [N, 1, 28, 28], roughly of mean 0."""
    return torch.tensor(images[:, None].astype(np.float32) / 255 - 0.13)


def make_network():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(32 * 7 * 7, 96),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.Linear(96, 10),
    )


def train(network, images, labels, epochs, batch=100, report=True):
    pictures, labels = tensor(images), torch.tensor(labels)
    count = len(pictures)
    steps = epochs * (count // batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, steps)
    network.train()
    for epoch in range(epochs):
        order, total = torch.randperm(count), 0.0
        for start in range(0, count - batch + 1, batch):
            chosen = order[start : start + batch]
            optimizer.zero_grad()
            loss = functional.cross_entropy(network(pictures[chosen]), labels[chosen])
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        if report:
            print(f"epoch {epoch + 1} of {epochs}: loss {total / (count // batch):.4f}", flush=True)


def probabilities(network, images):
    network.eval()
    with torch.no_grad():
        parts = [torch.softmax(network(tensor(images[i : i + 1000])), 1) for i in range(0, len(images), 1000)]
    return torch.cat(parts).numpy()


def worst_cases(labels, chances, count=12):
    """Where the pictures stand whose true class got the least probability."""
    return np.argsort(chances[np.arange(len(labels)), labels])[:count]


def draw_worst(path, images, labels, chances, count=12, scale=3):
    """The worst cases, with their labels and what was read instead."""
    worst = worst_cases(labels, chances, count)
    side = 28 * scale
    sheet = Image.new("L", (6 * (side + 8), (count + 5) // 6 * (side + 18)), 255)
    draw = ImageDraw.Draw(sheet)
    for place, index in enumerate(worst):
        left, top = place % 6 * (side + 8) + 4, place // 6 * (side + 18)
        sheet.paste(Image.fromarray(255 - images[index]).resize((side, side), Image.Resampling.NEAREST), (left, top + 14))
        draw.text((left, top + 1), f"{labels[index]} read as {chances[index].argmax()}", fill=0)
    sheet.save(path)


def draw_side_by_side(path, real, procedural, columns=16, scale=1):
    """Rows of each digit: real ones left, procedural ones right."""
    rows = []
    for digit in range(10):
        halves = [images[labels == digit][:columns] for images, labels in (real, procedural)]
        gap = np.zeros((28, 12), np.uint8)
        rows.append(np.concatenate([*halves[0], gap, *halves[1]], axis=1))
    sheet = Image.fromarray(255 - np.concatenate(rows))
    sheet.resize((sheet.width * scale, sheet.height * scale), Image.Resampling.NEAREST).save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digits", required=True, help="folder with the procedural digits")
    parser.add_argument("--mnist", required=True, help="folder with MNIST's files")
    parser.add_argument("--out", required=True, help="folder for figures and pictures")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, help="default: one for each processor")
    parser.add_argument("--network-seed", type=int, default=0)
    options = parser.parse_args()
    out = Path(options.out)

    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.network_seed)
    images, labels = read_part(options.digits, "train")
    network = make_network()
    start = time.time()
    train(network, images, labels, options.epochs)
    seconds = time.time() - start

    own_images, own_labels = read_part(options.digits, "t10k")
    own = (probabilities(network, own_images).argmax(1) == own_labels).mean()
    test_images, test_labels = read_part(options.mnist, "t10k")
    chances = probabilities(network, test_images)
    read = chances.argmax(1)
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (test_labels, read), 1)
    accuracy = (read == test_labels).mean()

    lines = [
        f"trained on {len(labels):,} procedural digits, {options.epochs} epochs, {seconds:.0f} s, "
        f"{sum(p.numel() for p in network.parameters()):,} weights, no augmentation",
        f"procedural test part: {own:.2%} of {len(own_labels):,}",
        f"MNIST's test part:    {accuracy:.2%} of {len(test_labels):,}",
        "",
        "written \\ read " + "".join(f"{digit:6d}" for digit in range(10)) + "   right",
    ]
    for digit in range(10):
        row = confusion[digit]
        lines.append(f"{digit:14d} " + "".join(f"{n:6d}" for n in row) + f"  {row[digit] / row.sum():6.2%}")
    worst = worst_cases(test_labels, chances)
    lines += ["", "worst cases (place in the test part): " + ", ".join(
        f"{test_labels[i]} read as {read[i]} ({i})" for i in worst)]
    text = "\n".join(lines)
    print(text)
    (out / "transfer.txt").write_text(text + "\n")
    figures = {"accuracy": float(accuracy), "own": float(own), "confusion": confusion.tolist()}
    (out / "transfer.json").write_text(json.dumps(figures) + "\n")
    draw_worst(out / "worst.png", test_images, test_labels, chances)
    # Of the training part: who draws skeletons from what this picture shows must not draw them from the test part.
    try:
        draw_side_by_side(out / "side-by-side.png", read_part(options.mnist, "train"), (own_images, own_labels))
    except FileNotFoundError:
        print("no picture of real digits beside procedural ones: MNIST's training part is missing")


if __name__ == "__main__":
    main()
