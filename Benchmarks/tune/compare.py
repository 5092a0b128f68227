"""Platen's sampler and Optuna's on functions whose least values are known: the table of Benchmarks/tune/run."""

import argparse
import json
import math
import os
import subprocess
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import optuna
from functions import FUNCTIONS

OPTUNA, GROUPS = "Optuna", "Optuna in groups"


def sampler(name, seed):
    if name == OPTUNA:
        return optuna.samplers.TPESampler(seed=seed)
    return optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True)


def peers(function):
    """Groups differ from what is usual only where parameters have conditions."""
    return [OPTUNA, GROUPS] if any("when" in parameter for parameter in function["space"]) else [OPTUNA]


def lines(*command):
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def suggested(trial, space):
    """The trial's values, each parameter asked for where it counts."""
    values = {}
    for parameter in space:
        name = parameter["name"]
        if any(values.get(other) not in words for other, words in parameter.get("when", {}).items()):
            continue
        log = parameter.get("isLogarithmic", False)
        if "words" in parameter:
            values[name] = trial.suggest_categorical(name, parameter["words"])
        elif "integer" in parameter:
            values[name] = trial.suggest_int(name, *parameter["integer"], log=log)
        else:
            values[name] = trial.suggest_float(name, *parameter["number"], log=log)
    return values


def search(job):
    """The least value that Optuna finds; `together` trials run at a time, and when the oldest is over, the next one begins."""
    function, peer, seed, count, together = job
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
    study = optuna.create_study(sampler=sampler(peer, seed))
    running, best = [], math.inf
    for _ in range(count):
        trial = study.ask()
        cost = FUNCTIONS[function["name"]](suggested(trial, function["space"]))
        best = min(best, cost)
        running.append((trial, cost))
        if len(running) == together:
            study.tell(*running.pop(0))
    return {"name": function["name"], "sampler": peer, "seed": seed, "best": best}


def checked(functions):
    """Both programs must mean the same functions."""
    for function in functions:
        for check in function["checks"]:
            ours = FUNCTIONS[function["name"]](check["values"])
            if not math.isclose(ours, check["cost"], rel_tol=1e-9, abs_tol=1e-9):
                sys.exit(f"{function['name']} differs at {check['values']}: {ours} here, {check['cost']} there")
            if ours < function["minimum"] - 1e-6:
                sys.exit(f"{function['name']} is less than its minimum at {check['values']}")
    return functions


def kept(path):
    """What was found before, by function, sampler and seed."""
    if not path or not os.path.exists(path):
        return {}
    with open(path) as file:
        found = [json.loads(line) for line in file]
    return {(line["name"], line["sampler"], line["seed"]): line["best"] for line in found}


def ratio(ours, theirs, generator):
    """The ratio of the medians, and where 95 % of the ratios lie when searches are drawn again from those made."""

    def of(a, b):
        return (np.median(a, axis=-1) + 1e-9) / (np.median(b, axis=-1) + 1e-9)

    drawn = of(generator.choice(ours, (4000, len(ours))), generator.choice(theirs, (4000, len(theirs))))
    return of(ours, theirs), *np.quantile(drawn, [0.025, 0.975])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench")
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--together", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", help="a file for what Optuna finds: what is there already is not searched for again")
    options = parser.parse_args()

    functions = checked(lines(options.bench, "functions"))
    settings = [options.seeds, options.trials, options.together, options.first_seed]
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    known = kept(options.keep)
    jobs = [
        (function, peer, seed, options.trials, options.together)
        for seed in seeds
        for function in functions
        for peer in peers(function)
        if (function["name"], peer, seed) not in known
    ]
    with ProcessPoolExecutor(options.jobs) as pool:
        for number, line in enumerate(pool.map(search, jobs), 1):
            known[line["name"], line["sampler"], line["seed"]] = line["best"]
            if options.keep:
                with open(options.keep, "a") as file:
                    print(json.dumps(line), file=file)
            print(f"\rOptuna: {number} of {len(jobs)} searches", end="", file=sys.stderr)
    print(file=sys.stderr)
    for line in lines(options.bench, "search", *map(str, settings)):
        known[line["name"], line["sampler"], line["seed"]] = line["best"]

    print(f"Optuna {optuna.__version__}; {options.trials} trials, {options.together} at a time, {options.seeds} seeds\n")
    head = ["function", "chance", OPTUNA, "Platen", "ratio", "95 % of ratios"]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    ratios, generator = [], np.random.default_rng(1)
    for function in functions:
        def regrets(sampler):
            return np.array([known[function["name"], sampler, seed] for seed in seeds]) - function["minimum"]
        chance, ours = np.median(regrets("random")), regrets("parzen")
        for peer in peers(function):
            theirs = regrets(peer)
            middle, low, high = ratio(ours, theirs, generator)
            if peer == OPTUNA:
                ratios.append((middle, low))
            title = function["title"] + (" (Optuna with `group=True`)" if peer == GROUPS else "")
            cells = [title] + [f"{value:.3g}" for value in (chance, np.median(theirs), np.median(ours))]
            print(f"| {' | '.join(cells + [f'{middle:.2f}', f'{low:.2f}..{high:.2f}'])} |")
    print(
        f"\nThe median regret is no higher than that of Optuna's defaults on {sum(m <= 1 for m, _ in ratios)} of "
        f"{len(ratios)} functions, and higher beyond chance (95 % of the ratios above 1) on {sum(l > 1 for _, l in ratios)}; the "
        f"geometric mean of the ratios is {math.exp(np.mean([math.log(m) for m, _ in ratios])):.2f}."
    )


if __name__ == "__main__":
    main()
