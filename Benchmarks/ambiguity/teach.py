"""Teaches the reader that the procedural hand asks whether a digit looks like another, and writes its weights as Swift.

It learns from MNIST's training digits, and from written ones of which it is told half what they are meant to be, and half
what networks read that know MNIST alone: so a digit that was meant as a 4 and looks like a 9 is both to it, in doubt.
"""

import argparse
import base64
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn
from written import draw_digits, mnist_network, probabilities, read_part

SIDE, BOX, INKED, HIDDEN = 16, 15.0, 64, 64
# Accumulators of 32 bits hold 256 products of a pixel and a weight, and half as much again.
LARGEST = 127


def upright(images):
    """What DigitPicture makes of pictures: uint8 [N, 256]."""
    return np.concatenate([upright_batch(images[i : i + 5000]) for i in range(0, len(images), 5000)])


def upright_batch(images):
    ink = images.astype(np.float64)
    count, height, width = ink.shape
    xs, ys = np.arange(width), np.arange(height)
    mass = np.maximum(ink.sum((1, 2)), 1)
    by_x, by_y = ink.sum(1), ink.sum(2)
    x, y = (by_x @ xs) / mass, (by_y @ ys) / mass
    cross = np.einsum("nyx,y,x->n", ink, ys, xs) / mass - x * y
    slope = np.clip(cross / np.maximum(by_y @ ys**2 / mass - y * y, 0.1), -1, 1)

    is_ink = images >= INKED
    place = xs[None, None, :] - slope[:, None, None] * ys[None, :, None]
    left = np.where(is_ink, place, np.inf).min((1, 2)) - 0.5
    right = np.where(is_ink, place, -np.inf).max((1, 2)) + 0.5
    rows = is_ink.any(2)
    top = rows.argmax(1) - 0.5
    bottom = height - 1 - rows[:, ::-1].argmax(1) + 0.5

    step = np.maximum(right - left, bottom - top) / BOX
    offsets = np.arange(SIDE) - (SIDE / 2 - 0.5)
    v = ((top + bottom) / 2)[:, None] + offsets * step[:, None]
    u = ((left + right) / 2)[:, None, None] + offsets[None, None, :] * step[:, None, None] + slope[:, None, None] * v[:, :, None]
    v = np.broadcast_to(v[:, :, None], u.shape)
    padded = np.pad(ink, ((0, 0), (1, 2), (1, 2)))
    u, v = np.clip(u, -1, width) + 1, np.clip(v, -1, height) + 1
    column, row = u.astype(int), v.astype(int)
    right, down = u - column, v - row
    n = np.arange(count)[:, None, None]
    above = padded[n, row, column] * (1 - right) + padded[n, row, column + 1] * right
    below = padded[n, row + 1, column] * (1 - right) + padded[n, row + 1, column + 1] * right
    return np.rint(above * (1 - down) + below * down).astype(np.uint8).reshape(count, SIDE * SIDE)


def jittered(images, generator):
    """Pictures moved by up to a pixel each way and made a little lighter or darker."""
    shifts = torch.randint(-1, 2, (len(images), 2), generator=generator)
    grid = images.reshape(-1, 1, SIDE, SIDE)
    moved = torch.empty_like(grid)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            chosen = (shifts[:, 0] == dy) & (shifts[:, 1] == dx)
            moved[chosen] = torch.roll(grid[chosen], (dy, dx), (2, 3))
    gain = 0.8 + 0.4 * torch.rand((len(images), 1), generator=generator)
    return (moved.reshape(len(images), -1) * gain).clamp(max=1)


def teach(pictures, targets, epochs, seed, batch=200):
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    network = nn.Sequential(
        nn.Linear(SIDE * SIDE, HIDDEN), nn.ReLU(), nn.Dropout(0.1), nn.Linear(HIDDEN, 10)
    )
    pictures, targets = torch.tensor(pictures / 255, dtype=torch.float32), torch.tensor(targets, dtype=torch.float32)
    steps = epochs * (len(pictures) // batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, steps)
    for epoch in range(epochs):
        order, total = torch.randperm(len(pictures), generator=generator), 0.0
        for start in range(0, len(pictures) - batch + 1, batch):
            chosen = order[start : start + batch]
            optimizer.zero_grad()
            loss = functional.cross_entropy(network(jittered(pictures[chosen], generator)), targets[chosen])
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {total / (len(pictures) // batch):.4f}", flush=True)
    network.eval()
    return network


class Reader:
    """The network in integers, as DigitReader computes it."""

    def __init__(self, network, pictures):
        first, second = network[0], network[3]
        scale = LARGEST / first.weight.abs().max().item()
        self.first = torch.round(first.weight * scale).to(torch.int64).detach().numpy()
        unit = scale * 255
        self.first_bias = torch.round(first.bias * unit).to(torch.int64).detach().numpy()
        hidden = np.maximum(pictures.astype(np.int64) @ self.first.T + self.first_bias, 0)
        # All but the very largest fit into 8 bits.
        self.shift = max(0, int(np.ceil(np.log2(np.quantile(hidden.max(1), 0.999) / 255))))
        unit /= 2**self.shift
        scale = LARGEST / second.weight.abs().max().item()
        self.second = torch.round(second.weight * scale).to(torch.int64).detach().numpy()
        self.unit = unit * scale
        self.second_bias = torch.round(second.bias * self.unit).to(torch.int64).detach().numpy()

    def scores(self, pictures):
        hidden = np.maximum(pictures.astype(np.int64) @ self.first.T + self.first_bias, 0) >> self.shift
        return (np.minimum(hidden, 255) @ self.second.T + self.second_bias) / self.unit

    def margins(self, pictures, labels):
        scores = self.scores(pictures)
        own = scores[np.arange(len(labels)), labels]
        scores[np.arange(len(labels)), labels] = -np.inf
        return own - scores.max(1)

    def swift(self):
        numbers = np.concatenate([self.first.ravel(), self.second.ravel()]).astype(np.int8).tobytes()
        biases = np.concatenate([self.first_bias, self.second_bias]).astype("<i4").tobytes()
        text = base64.b64encode(numbers + biases).decode()
        lines = "\n".join("        " + text[i : i + 108] for i in range(0, len(text), 108))
        return f'''\
// Written by `Benchmarks/ambiguity/run teach`; do not edit.

extension DigitReader {{
    /// How many places a sum of the hidden layer is shifted to the right to fit into 8 bits.
    static let shift: Int32 = {self.shift}
    /// By how much scores differ that belong to odds of e to 1.
    static let unit = {self.unit:.1f}
    /// Base64 of the weights: of each hidden unit for all pixels, and of each digit for all hidden units, a signed byte
    /// each; then the biases of both layers, four bytes each, the lowest first.
    static let weights = """
{lines}
        """
}}
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platen", required=True, help="the program")
    parser.add_argument("--mnist", required=True, help="folder with MNIST's files")
    parser.add_argument("--out", required=True, help="folder for what is drawn on the way")
    parser.add_argument("--swift", required=True, help="the file to write the weights to")
    parser.add_argument("--writers", type=int, default=4000)
    parser.add_argument("--epochs", type=int, default=20)
    options = parser.parse_args()

    images, labels = draw_digits(
        options.platen, Path(options.out) / "taught", options.writers,
        "{height: 40, looseness: 0..1.3, ambiguity: 1}", seed=9,
    )
    # Not the network that measures: it must not be asked about what it taught.
    teachers = [mnist_network(options.mnist, seed, Path(options.out) / "networks") for seed in (2, 3)]
    seen = np.mean([probabilities(teacher, images) for teacher in teachers], axis=0)
    real_images, real_labels = read_part(options.mnist, "train")
    pictures = np.concatenate([upright(images), upright(real_images)])
    targets = np.concatenate([(np.eye(10)[labels] + seen) / 2, np.eye(10)[real_labels]])

    reader = Reader(teach(pictures, targets, options.epochs, seed=1), pictures)
    test_images, test_labels = read_part(options.mnist, "t10k")
    right = (reader.margins(upright(test_images), test_labels) > 0).mean()
    print(f"MNIST's test part: {right:.2%} of {len(test_labels):,}")
    own = reader.margins(upright(images), labels)
    misread = seen.argmax(1) != labels
    print(f"written digits in doubt: {(own < 0).mean():.2%}; that others misread: {misread.mean():.2%}")
    Path(options.swift).write_text(reader.swift())


if __name__ == "__main__":
    main()
