#!/usr/bin/env python3
"""Trains a small CRNN in PyTorch on numbers that Platen draws while it learns. On a CPU it reads most of them after minutes.

    pip install platen-*.whl torch                      # the wheel is a file of a release, or what make wheel makes
    python examples/train_crnn.py                       # or with a recipe of your own:
    python examples/train_crnn.py configs/numbers-paper.yml text.number.digits=4 --steps 2000

A checkpoint (--save FILE) holds the model, the optimiser and the number of the next sample: with --resume the training goes on
as if it had never stopped.
"""

import argparse

import torch
from torch import nn
from torch.utils.data import DataLoader

import platen
import platen.torch

HEIGHT = 32


class CRNN(nn.Module):
    """Convolutions over the picture, an LSTM along the line, CTC over its frames."""

    def __init__(self, classes: int):
        super().__init__()

        def stage(inputs: int, outputs: int, pool: tuple[int, int]) -> nn.Sequential:
            return nn.Sequential(
                nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(pool)
            )

        self.features = nn.Sequential(stage(1, 32, (2, 2)), stage(32, 64, (2, 2)), stage(64, 96, (4, 1)))
        self.line = nn.LSTM(96 * 2, 96, bidirectional=True, batch_first=True)
        self.classes = nn.Linear(192, classes + 1)  # the last class is CTC's blank

    def forward(self, images: torch.Tensor) -> torch.Tensor:  # [N, 1, 32, W] -> [N, W / 4, classes + 1]
        frames = self.features(images).flatten(1, 2).transpose(1, 2)
        return self.classes(self.line(frames)[0]).log_softmax(2)


class Batch:
    """Pictures of one batch at one height, padded to the widest, and their labels in classes."""

    def __init__(self, alphabet: str):
        self.alphabet = alphabet

    def __call__(self, samples: list[platen.Sample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[str]]:
        images = []
        for sample in samples:
            grey = torch.from_numpy(sample.image).float()
            grey = grey.mean(2) if grey.ndim == 3 else grey
            width = max(8, round(grey.shape[1] * HEIGHT / grey.shape[0]))
            images.append(
                nn.functional.interpolate(grey[None, None] / 255, (HEIGHT, width), mode="bilinear", antialias=True)[0]
            )
        widest = max(image.shape[2] for image in images)
        pictures = torch.stack([nn.functional.pad(image, (0, widest - image.shape[2]), value=1) for image in images])
        labels = [sample.label for sample in samples]
        classes = [self.alphabet.index(character) for label in labels for character in label]
        return pictures, torch.tensor(classes), torch.tensor([len(label) for label in labels]), labels


def read(frames: torch.Tensor, alphabet: str) -> list[str]:
    """The most probable class of each frame, repetitions and blanks left out."""
    texts = []
    for line in frames.argmax(2).tolist():
        kept = [best for place, best in enumerate(line) if place == 0 or best != line[place - 1]]
        texts.append("".join(alphabet[best] for best in kept if best < len(alphabet)))
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", nargs="?", default=None, help="a recipe (default: bench.yml, nine digits)")
    parser.add_argument("overrides", nargs="*", help="changes to it: key.path=value")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--save", help="write a checkpoint there at the end")
    parser.add_argument("--resume", help="go on from a checkpoint")
    arguments = parser.parse_intermixed_args()

    torch.manual_seed(1)
    recipe = platen.Recipe(arguments.recipe or platen.config("bench"), arguments.overrides)
    alphabet = "".join(recipe.header().alphabet)
    model = CRNN(len(alphabet))
    optimizer = torch.optim.AdamW(model.parameters(), 2e-3)
    start = 0
    if arguments.resume:
        checkpoint = torch.load(arguments.resume, weights_only=True)
        model.load_state_dict(checkpoint["model"])
        optimizer.load_state_dict(checkpoint["optimizer"])
        start = checkpoint["next_sample"]

    # Each sample is drawn once and thrown away; the same ones come again only with the same seed and index.
    end = arguments.steps * arguments.batch
    dataset = platen.torch.IterableDataset(recipe, arguments.batch, start=start, count=max(0, end - start), fields=())
    loader = DataLoader(dataset, arguments.batch, num_workers=arguments.workers, collate_fn=Batch(alphabet))
    loss_of = nn.CTCLoss(blank=len(alphabet), zero_infinity=True)
    model.train()
    for step, (pictures, classes, lengths, _) in enumerate(loader, start // arguments.batch + 1):
        frames = model(pictures)
        places = torch.full((len(pictures),), frames.shape[1])
        loss = loss_of(frames.transpose(0, 1), classes, places, lengths)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()
        if step % 50 == 0 or step == arguments.steps:
            print(f"step {step}: loss {loss.item():.4f}", flush=True)

    model.eval()
    right = total = 0
    with torch.no_grad():
        samples = list(recipe.samples("test", count=200, fields=()))
        for place in range(0, len(samples), 50):
            pictures, _, _, labels = Batch(alphabet)(samples[place : place + 50])
            right += sum(text == label for text, label in zip(read(model(pictures), alphabet), labels))
            total += len(labels)
    print(f"{right} of {total} test samples read right")
    if arguments.save:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "next_sample": end}
        torch.save(state, arguments.save)


if __name__ == "__main__":
    main()
