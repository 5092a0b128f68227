"""The functions of TestFunction.swift, written once more: both must come to the same values."""

import math

import numpy as np


def branin(x):
    a, b = x
    return (b - 5.1 / (4 * math.pi**2) * a**2 + 5 / math.pi * a - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(a) + 10


def hartmann(x, scales, places):
    away = (np.array(scales) * (np.array(x) - 1e-4 * np.array(places)) ** 2).sum(axis=1)
    return -float(np.array([1.0, 1.2, 3.0, 3.2]) @ np.exp(-away))


def hartmann3(x):
    return hartmann(
        x,
        [[3, 10, 30], [0.1, 10, 35]] * 2,
        [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]],
    )


def hartmann6(x):
    return hartmann(
        x,
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]],
        [
            [1312, 1696, 5569, 124, 8283, 5886],
            [2329, 4135, 8307, 3736, 1004, 9991],
            [2348, 1451, 3522, 2883, 3047, 6650],
            [4047, 8828, 8732, 5743, 1091, 381],
        ],
    )


def rosenbrock(x):
    x = np.array(x)
    return float((100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum())


def ackley(x):
    x = np.array(x)
    return float(
        -20 * np.exp(-0.2 * np.sqrt((x**2).mean())) - np.exp(np.cos(2 * np.pi * x).mean()) + 20 + math.e
    )


def rastrigin(x):
    x = np.array(x)
    return float((10 + x**2 - 10 * np.cos(2 * np.pi * x)).sum())


def styblinski_tang(x):
    x = np.array(x)
    return float((x**4 - 16 * x**2 + 5 * x).sum() / 2)


def levy(x):
    w = 1 + (np.array(x) - 1) / 4
    middle = (w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2)
    last = (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2)
    return float(np.sin(np.pi * w[0]) ** 2 + middle.sum() + last)


def sphere_of_words(values):
    kind = {"a": 0.3, "b": 0.1, "c": 0.0, "d": 0.2, "e": 0.5}[values["kind"]]
    order, share = {"u": (0.05, 0.2), "v": (0.0, 0.75), "w": (0.3, 0.5)}[values["order"]]
    return (
        ((values["layers"] - 9) / 11) ** 2
        + (math.log2(values["width"] / 64) / 6) ** 2
        + ((math.log10(values["rate"]) + 3.5) / 5) ** 2
        + (values["share"] - share) ** 2
        + kind
        + order
    )


def branches(values):
    model = values["model"]
    if model == "branin":
        cost = (branin([values["branin.x1"], values["branin.x2"]]) - 0.397887357729738) / 50
    elif model == "levy":
        cost = 0.1 + levy([values[f"levy.x{n}"] for n in (1, 2, 3)]) / 20
    else:
        cost = 0.2 + math.log2(values["sphere.size"] / 32) ** 2 + (values["sphere.share"] - 0.9) ** 2
    schedule = {"short": 0.2, "middle": 0.0, "long": 0.1}[values["schedule"]]
    return cost + schedule + math.log10(values["clip"] / 2) ** 2


def of_numbers(function):
    return lambda values: function([values[f"x{n}"] for n in range(1, len(values) + 1)])


FUNCTIONS = {
    "branin": of_numbers(branin),
    "hartmann3": of_numbers(hartmann3),
    "hartmann6": of_numbers(hartmann6),
    "rosenbrock": of_numbers(rosenbrock),
    "ackley": of_numbers(ackley),
    "rastrigin": of_numbers(rastrigin),
    "styblinskiTang": of_numbers(styblinski_tang),
    "levyOfPowers": of_numbers(lambda x: levy([4 * math.log10(v) + 10 for v in x])),
    "sphereOfWords": sphere_of_words,
    "branches": branches,
}
