"""Counts the digits of the procedural hand that a network takes for other digits which has seen MNIST's training part alone."""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from written import draw_digits, mnist_network, probabilities, read_part

SURE = 0.9


def draw_misread(path, images, labels, read, scale=2):
    """The pictures that were misread, with what they were meant to be and what was read."""
    side, columns = 28 * scale, 12
    sheet = Image.new("L", (columns * (side + 8), max(1, -(-len(images) // columns)) * (side + 18)), 255)
    draw = ImageDraw.Draw(sheet)
    for place, image in enumerate(images):
        left, top = place % columns * (side + 8) + 4, place // columns * (side + 18)
        sheet.paste(Image.fromarray(255 - image).resize((side, side), Image.Resampling.NEAREST), (left, top + 14))
        draw.text((left, top + 1), f"{labels[place]} as {read[place]}", fill=0)
    sheet.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platen", required=True, help="the program")
    parser.add_argument("--mnist", required=True, help="folder with MNIST's files")
    parser.add_argument("--out", required=True, help="folder for figures and pictures")
    parser.add_argument("--writers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hand", nargs="+", metavar="KEYS", default=["ambiguity: 1", "", "ambiguity: 0"],
                        help="keys of hand.procedural, a measurement each")
    options = parser.parse_args()
    out = Path(options.out)

    network = mnist_network(options.mnist, 1, out / "networks")
    images, labels = read_part(options.mnist, "t10k")
    accuracy = (probabilities(network, images).argmax(1) == labels).mean()
    lines, figures = [f"the network reads {accuracy:.2%} of MNIST's test part"], {}
    for number, keys in enumerate(options.hand):
        hand = "{" + ", ".join(filter(None, ["height: 40", keys])) + "}"
        images, labels = draw_digits(options.platen, out / f"drawn{number}", options.writers, hand, options.seed)
        chances = probabilities(network, images)
        read = chances.argmax(1)
        wrong = read != labels
        sure = wrong & (chances.max(1) >= SURE)
        pairs = np.zeros((10, 10), int)
        np.add.at(pairs, (labels[sure], read[sure]), 1)
        said = ", ".join(f"{a} as {b}: {pairs[a, b]}" for a, b in sorted(zip(*pairs.nonzero()), key=lambda p: -pairs[p]))
        lines.append(
            f"{keys or 'as it comes':24s} {len(labels):,} digits, other digits {wrong.mean():.2%}, "
            f"with a probability of {SURE} {sure.mean():.2%}{': ' if said else ''}{said}"
        )
        figures[keys] = {"wrong": float(wrong.mean()), "sure": float(sure.mean()), "pairs": pairs.tolist()}
        draw_misread(out / f"misread{number}.png", images[sure], labels[sure], read[sure])
    print("\n".join(lines))
    (out / "ambiguity.txt").write_text("\n".join(lines) + "\n")
    (out / "ambiguity.json").write_text(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
