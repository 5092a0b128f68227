"""Writes vectors.json: inputs, results and gradients of PyTorch's operations, for the tests of ours.

Usage: python3 make_vectors.py, with PyTorch installed. Each case holds what goes in, a weight for each element of the
result, the result, and the gradients of the weighted sum.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20150721)
torch.set_default_dtype(torch.float64)
cases = {}


def pack(tensor):
    values = [float(f"{v:.7g}") for v in tensor.detach().flatten().tolist()]
    return {"shape": list(tensor.shape) or [1], "values": values}


def case(name, inputs, function, extra=None, to_ours=None):
    """Notes function(**inputs). `to_ours` maps parameters and gradients to our way of storing them."""
    inputs = {k: v.detach().clone().requires_grad_() for k, v in inputs.items()}
    result = function(**inputs)
    weights = torch.randn_like(result)
    (result * weights).sum().backward()
    found = {k: v for k, v in inputs.items()}
    gradients = {k: v.grad for k, v in inputs.items()}
    if to_ours:
        found, gradients = to_ours(found, False), to_ours(gradients, True)
    tensors = {k: pack(v) for k, v in found.items()}
    tensors |= {"d_" + k: pack(v) for k, v in gradients.items()}
    tensors |= {"result": pack(result), "weights": pack(weights)}
    tensors |= {k: pack(v) for k, v in (extra or {}).items()}
    cases[name] = tensors


def rand(*shape):
    return torch.randn(*shape)


def convolution(name, x, w, bias=True, relu=False, groups=1, activation=None, **settings):
    inputs = {"x": rand(*x), "w": rand(*w) / 3}
    if bias:
        inputs["b"] = rand(w[0])

    def function(x, w, b=None):
        y = F.conv2d(x, w, b, groups=groups, **settings)
        return activation(y) if activation else F.relu(y) if relu else y

    def grouped(tensors, _):
        if groups > 1:
            w = tensors["w"]
            tensors = tensors | {"w": w.reshape(groups, w.shape[0] // groups, *w.shape[1:])}
        return tensors

    case(name, inputs, function, to_ours=grouped)


convolution("convolution", (2, 3, 5, 6), (4, 3, 3, 3), padding=1)
convolution("convolution of one channel", (2, 1, 6, 5), (3, 1, 3, 3), padding=1)
convolution("convolution, strided, relu", (2, 4, 7, 6), (5, 4, 3, 2), relu=True, stride=(2, 1), padding=(1, 0))
convolution("convolution, dilated, no bias", (1, 2, 8, 9), (3, 2, 3, 3), bias=False, dilation=(2, 3), padding=(2, 3))
convolution("convolution, depthwise", (2, 4, 5, 5), (4, 1, 3, 3), groups=4, padding=1)
convolution("convolution, 2 x 2", (2, 16, 2, 5), (16, 16, 2, 2), relu=True)

case("max pool", {"x": rand(2, 3, 6, 7)}, lambda x: F.max_pool2d(x, 2))
case("max pool, rows", {"x": rand(2, 3, 6, 7)}, lambda x: F.max_pool2d(x, (2, 1)))
case("max pool, overlapping", {"x": rand(2, 3, 6, 7)}, lambda x: F.max_pool2d(x, 2, (2, 1), (0, 1)))
case("average pool", {"x": rand(2, 3, 6, 7)}, lambda x: F.avg_pool2d(x, 2, (2, 1), (0, 1)))
case("global pool", {"x": rand(2, 3, 4, 5)}, lambda x: x.mean((2, 3)))

for name, relu in (("batch norm", False), ("batch norm, relu", True)):
    mean, variance = torch.zeros(3), torch.ones(3)

    def normalise(x, w, b):
        y = F.batch_norm(x, mean, variance, w, b, True, 0.1, 1e-5)
        return F.relu(y) if relu else y

    case(name, {"x": 2 * rand(2, 3, 4, 5) + 1, "w": rand(3), "b": rand(3)}, normalise,
         {"mean": mean, "variance": variance})

case("relu", {"x": rand(2, 3, 4)}, lambda x: F.relu(x))
case("leaky relu", {"x": rand(2, 3, 4)}, lambda x: F.leaky_relu(x, 0.1))
case("sigmoid", {"x": rand(2, 3, 4)}, lambda x: torch.sigmoid(x))
case("tanh", {"x": rand(2, 3, 4)}, lambda x: torch.tanh(x))
case("hard swish", {"x": 2 * rand(2, 3, 4)}, lambda x: F.hardswish(x))
case("add", {"x": rand(2, 3), "y": rand(2, 3)}, lambda x, y: x + y)
case("multiply", {"x": rand(2, 3), "y": rand(2, 3)}, lambda x, y: x * y)
case("concatenate", {"x": rand(2, 3, 4), "y": rand(2, 2, 4)}, lambda x, y: torch.cat([x, y], 1))
case("map to sequence", {"x": rand(2, 3, 2, 5)}, lambda x: x.permute(3, 0, 1, 2).reshape(5, 2, 6))
case("linear", {"x": rand(3, 2, 5), "w": rand(4, 5), "b": rand(4)}, lambda x, w, b: F.linear(x, w, b))
case("log-softmax", {"x": rand(4, 2, 5)}, lambda x: F.log_softmax(x, -1))
case("softmax", {"x": rand(4, 2, 5)}, lambda x: F.softmax(x, -1))
case("cross-entropy", {"x": rand(3, 4)}, lambda x: F.cross_entropy(x, torch.tensor([1, 3, 0])).reshape(1))
case("layer norm", {"x": rand(3, 2, 6), "w": rand(6), "b": rand(6)},
     lambda x, w, b: F.layer_norm(x, (6,), w, b, 1e-5))
case("embedding", {"w": rand(5, 3)}, lambda w: F.embedding(torch.tensor([[1, 4, 1], [0, 2, 4]]), w))


case("matmul", {"x": rand(2, 3, 4), "y": rand(2, 4, 5)}, lambda x, y: x @ y)
case("slice", {"x": rand(2, 5, 3)}, lambda x: x[:, 1:4])


def recurrent(name, kind, steps, batch, size, hidden, both):
    layer = getattr(torch.nn, kind)(size, hidden, bidirectional=both)
    gates = 4 if kind == "LSTM" else 3
    names = [n for n, _ in layer.named_parameters()]
    inputs = {"x": rand(steps, batch, size)} | {n: rand(*p.shape) / 2 for n, p in layer.named_parameters()}

    def function(x, **parameters):
        return torch.func.functional_call(layer, parameters, (x,))[0]

    def ours(tensors, is_gradient):
        # PyTorch's GRU has the gates reset, update, new; oneDNN's update, reset, new.
        order = [0, 1, 2, 3] if kind == "LSTM" else [1, 0, 2]

        def matrix(prefix):
            parts = [tensors[n].reshape(gates, hidden, -1)[order] for n in names if n.startswith(prefix)]
            return torch.stack([p.permute(2, 0, 1) for p in parts])[None]

        def bias(suffix):
            first = tensors["bias_ih_l0" + suffix].reshape(gates, hidden)[order]
            second = tensors["bias_hh_l0" + suffix].reshape(gates, hidden)[order]
            if kind == "LSTM":
                return first if is_gradient else first + second
            sums = first[:2] if is_gradient else first[:2] + second[:2]
            return torch.cat([sums, first[2:], second[2:]])

        suffixes = ["", "_reverse"] if both else [""]
        return {
            "x": tensors["x"], "w": matrix("weight_ih"), "u": matrix("weight_hh"),
            "b": torch.stack([bias(s) for s in suffixes])[None],
        }

    case(name, inputs, function, to_ours=ours)


recurrent("lstm", "LSTM", 4, 2, 3, 5, False)
recurrent("lstm, both directions", "LSTM", 5, 3, 4, 3, True)
recurrent("gru", "GRU", 4, 2, 3, 5, False)
recurrent("gru, both directions", "GRU", 5, 3, 4, 3, True)

# CTC: the blank is class 0 in the first case and the last class in the others.
ctc = []


def connectionist(name, steps, classes, blank, labels, lengths=None):
    lengths = lengths or [steps] * len(labels)
    logits = (2 * rand(steps, len(labels), classes)).requires_grad_()
    logarithms = F.log_softmax(logits, -1)
    losses = F.ctc_loss(
        logarithms, torch.tensor([s for label in labels for s in label], dtype=torch.long), torch.tensor(lengths),
        torch.tensor([len(label) for label in labels]), blank=blank, reduction="none")
    finite = torch.isfinite(losses)
    F.ctc_loss(
        logarithms, torch.tensor([s for label in labels for s in label], dtype=torch.long), torch.tensor(lengths),
        torch.tensor([len(label) for label in labels]), blank=blank, reduction="sum", zero_infinity=True).backward()
    ctc.append({
        "name": name, "blank": blank, "labels": labels, "lengths": lengths, "logits": pack(logits),
        "losses": [float(f"{v:.9g}") if f else None for v, f in zip(losses.tolist(), finite)],
        "gradient": pack(logits.grad)})


connectionist("plain", 6, 5, 0, [[1, 2, 3], [4, 1], [2]])
connectionist("repeats", 9, 4, 3, [[0, 0, 1], [1, 1, 1, 1], [2, 0, 2]])
connectionist("empty label", 5, 4, 3, [[], [0], []])
connectionist("barely feasible", 5, 4, 3, [[0, 1, 2, 0, 1], [0, 0, 1, 1], [2, 2, 2]])
connectionist("infeasible", 4, 4, 3, [[0, 1, 2, 0, 1], [0, 0, 0], [1, 2]])
connectionist("lengths vary", 8, 5, 4, [[0, 1], [2, 2], [3], [1, 1, 1]], [8, 3, 1, 4])
connectionist("one step", 1, 3, 2, [[0], [], [1]])
connectionist("long", 30, 11, 10, [[1, 2, 3, 3, 3, 9, 0, 0, 5], [7] * 12])

# Optimisers: three steps of one parameter under given gradients.
optimisers = {}
for name, make in {
    "sgd": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9),
    "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
    "adam": lambda p: torch.optim.Adam(p, 0.01),
    "adamw": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
    "adadelta": lambda p: torch.optim.Adadelta(p, 1.0),
}.items():
    parameter = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5, 3.0]))
    optimiser = make([parameter])
    steps = []
    for gradient in ([0.5, -1.0, 2.0, 0.0], [0.1, 0.2, -0.3, 0.4], [-1.0, 1.0, 0.0, 0.3]):
        parameter.grad = torch.tensor(gradient)
        optimiser.step()
        steps.append(pack(parameter)["values"])
    optimisers[name] = steps
parameter = torch.nn.Parameter(torch.zeros(1))
optimiser = torch.optim.SGD([parameter], 1.0)
cycle = torch.optim.lr_scheduler.OneCycleLR(optimiser, 0.1, total_steps=20)
rates = []
for _ in range(20):
    rates.append(float(f"{optimiser.param_groups[0]['lr']:.9g}"))
    optimiser.step()
    cycle.step() if len(rates) < 20 else None

# Behind all others, which keep their numbers.
case("hard sigmoid", {"x": 3 * rand(2, 3, 4)}, lambda x: F.hardsigmoid(x))
case("add, rows", {"x": rand(2, 3, 4), "y": rand(4)}, lambda x, y: x + y)
case("add, both", {"x": rand(3, 1), "y": rand(2, 1, 4)}, lambda x, y: x + y)
case("add, one number", {"x": rand(1), "y": rand(3, 2)}, lambda x, y: x + y)
case("multiply, channels", {"x": rand(2, 3, 4, 5), "y": rand(2, 3, 1, 1)}, lambda x, y: x * y)
case("multiply, both", {"x": rand(2, 1, 3, 1), "y": rand(4, 1, 5)}, lambda x, y: x * y)
convolution("convolution, hard swish", (2, 3, 4, 5), (4, 3, 2, 2), activation=F.hardswish)
convolution("convolution, hard sigmoid", (2, 3, 4, 5), (4, 3, 2, 2), activation=F.hardsigmoid)
convolution("convolution, leaky relu", (2, 3, 4, 5), (4, 3, 2, 2), activation=lambda y: F.leaky_relu(y, 0.1))
case("multiply, columns", {"x": rand(1, 3, 1), "y": rand(2, 3, 20)}, lambda x, y: x * y)

out = {"cases": cases, "ctc": ctc, "optimisers": optimisers, "oneCycle": rates}
pathlib.Path(__file__).with_name("vectors.json").write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")
