"""The same training step in PyTorch and the same training in scikit-learn, on one thread; prints loss and processor times as JSON."""
import json
import sys
import time
import warnings

import numpy as np
import torch
from sklearn.neural_network import MLPRegressor

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
folder, rows, targets, layers, batch, epochs = sys.argv[1:]
rows, targets, batch, epochs = int(rows), int(targets), int(batch), int(epochs)
layers = [tuple(int(n) for n in layer.split(":")) for layer in layers.split(",")]
read = lambda name: np.fromfile(f"{folder}/{name}", dtype=np.float32)
x, y, w = (read(name).reshape(rows, -1) for name in "xyw")
flat = read("parameters")
weights, biases = [], []
for a, b, at, bias in layers:
    weights.append(torch.tensor(flat[at:at + a * b].reshape(a, b)).requires_grad_())
    biases.append(torch.tensor(flat[bias:bias + b]).requires_grad_())
bx, by, bw = (torch.tensor(values[:batch]) for values in (x, y, w))
optimiser = torch.optim.AdamW([{"params": weights, "weight_decay": 0.01}, {"params": biases, "weight_decay": 0}], lr=1e-6)


def loss():
    h = bx
    for i, (a, b) in enumerate(zip(weights, biases)):
        h = torch.addmm(b, h, a)
        if i < len(weights) - 1:
            h = torch.tanh(h)
    mean, log = h[:, :targets], h[:, targets:2 * targets].clamp(-6, 3)
    v = torch.exp(log)
    return (bw[:, :targets] * v.detach() ** 0.5 * 0.5 * ((mean - by[:, :targets]) ** 2 / v + log)).sum() / batch


def steps(count):
    for _ in range(count):
        optimiser.zero_grad()
        loss().backward()
        optimiser.step()


def best(action, times):
    results = []
    for _ in range(times):
        start = time.process_time()
        action()
        results.append(time.process_time() - start)
    return min(results)


first = loss().item()
step = best(lambda: steps(50), 7) / 50
fit = best(lambda: MLPRegressor([b for _, b, _, _ in layers[:-1]], activation="tanh", batch_size=batch, max_iter=epochs, tol=0, n_iter_no_change=10 ** 6, random_state=1)
           .fit(x, y[:, :targets]), 2)
print(json.dumps({"loss": first, "step_us": step * 1e6, "fit_s": fit}))
