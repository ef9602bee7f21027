"""The same perceptrons in PyTorch (and scikit-learn for numbers) on one thread; prints losses and processor times as JSON."""
import json
import sys
import time
import warnings

import numpy as np
import torch
from sklearn.neural_network import MLPRegressor

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
folder, kind, rows, layers, batch, count = sys.argv[1:]
rows, batch, count = int(rows), int(batch), int(count)
layers = [tuple(int(n) for n in layer.split(":")) for layer in layers.split(",")]
inputs, outputs = layers[0][0], layers[-1][1]
read = lambda name: np.fromfile(f"{folder}/{name}", dtype=np.float32)
x, y = (np.ascontiguousarray(read(name).reshape(rows, -1)[:, :width]) for name, width in (("x", inputs), ("y", outputs)))
flat = read("parameters")
tx, ty = torch.tensor(x), torch.tensor(y.argmax(1)) if kind == "classes" else torch.tensor(y)
criterion = torch.nn.CrossEntropyLoss() if kind == "classes" else torch.nn.MSELoss()


def make():
    parts = []
    for i, (a, b, pa, pb, at, bias) in enumerate(layers):
        part = torch.nn.Linear(a, b)
        with torch.no_grad():
            part.weight.copy_(torch.tensor(flat[at:at + pa * pb].reshape(pa, pb)[:a, :b].T.copy()))
            part.bias.copy_(torch.tensor(flat[bias:bias + b]))
        parts.append(part)
        if i < len(layers) - 1:
            parts.append(torch.nn.Tanh() if kind == "classes" else torch.nn.ReLU())
    return torch.nn.Sequential(*parts)


def best(action, times):
    results = []
    for _ in range(times):
        start = time.process_time()
        action()
        results.append(time.process_time() - start)
    return min(results)


def trainer(network, rate):
    optimiser = torch.optim.Adam(network.parameters(), lr=rate)

    def step(indices):
        optimiser.zero_grad(set_to_none=True)
        loss = criterion(network(tx[indices]), ty[indices])
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


if kind == "classes":
    chosen = lambda i: torch.arange(i * batch, (i + 1) * batch) * 7919 % rows
    network = make()
    first = criterion(network(tx[chosen(0)]), ty[chosen(0)]).item()
    step = trainer(network, 1e-3)
    for i in range(count):
        last = step(chosen(i))
    step = trainer(make(), 1e-4)
    permutation = torch.randperm(rows)

    def loop():
        for i in range(200):
            step(permutation[i * batch:(i + 1) * batch])

    one = best(loop, 5) / 200

    # All 50 members at once: stacked weights, one product for all of them, the fastest that plain PyTorch does.
    members = 50
    weights = [torch.randn(members, a, b).mul_(a ** -0.5).requires_grad_() for a, b, *_ in layers]
    biases = [torch.zeros(members, 1, b).requires_grad_() for _, b, *_ in layers]
    optimiser = torch.optim.Adam(weights + biases, lr=1e-4)

    def stacked():
        for i in range(20):
            optimiser.zero_grad(set_to_none=True)
            indices = torch.randint(rows, (members, batch))
            h = tx[indices]
            for j, (w, b) in enumerate(zip(weights, biases)):
                h = torch.baddbmm(b, h, w)
                if j < len(weights) - 1:
                    h = torch.tanh(h)
            loss = torch.nn.functional.cross_entropy(h.reshape(-1, outputs), ty[indices].reshape(-1)) * members
            loss.backward()
            optimiser.step()

    answer = {"first": first, "last": last, "step_us": one * 1e6, "loop_us": one * 1e6, "stacked_us": best(stacked, 3) / 20 * 1e6}
else:
    network = make()
    first = criterion(network(tx[:batch]), ty[:batch]).item()
    step = trainer(network, 1e-6)

    def loop():
        for _ in range(50):
            step(torch.arange(batch))

    one = best(loop, 5) / 50
    fit = best(lambda: MLPRegressor([b for _, b, *_ in layers[:-1]], batch_size=batch, alpha=0, max_iter=count, tol=0, n_iter_no_change=10 ** 6, random_state=1).fit(x, y), 3)
    answer = {"first": first, "step_us": one * 1e6, "fit_s": fit}
with open("/proc/self/maps") as maps:
    answer["blas"] = "OpenBLAS" if "openblas" in maps.read() else "the reference BLAS (install libopenblas0-pthread for its fastest)"
print(json.dumps(answer))
