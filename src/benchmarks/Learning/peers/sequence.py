"""The same training step of a network for sequences in PyTorch, on one thread; leaves the gradient, prints loss and processor time as JSON."""
import json
import re
import sys
import time

import numpy as np
import torch

torch.set_num_threads(1)
folder, kind, rows, steps, inputs, units, blocks = sys.argv[1:]
rows, steps, inputs, units, blocks = int(rows), int(steps), int(inputs), int(units), json.loads(blocks)
read = lambda name: np.fromfile(f"{folder}/{name}", dtype=np.float32)
x = torch.tensor(read("x").reshape(rows, steps, inputs)).transpose(0, 1).contiguous()
y = torch.tensor(read("y").reshape(rows, 8)[:, 0])
flat = read("parameters")
GATES = ("input", "forget", "cell", "output")


class Lstm(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(inputs, units, num_layers=2)
        self.head = torch.nn.Linear(units, 1)

    def forward(self, x):
        return self.head(self.lstm(x)[0][-1])[:, 0]

    def places(self, layer, name):
        """The slice of a parameter that a block of ours is, transposed where it is a matrix."""
        if layer == 3:
            return (self.head.weight if name == "weight" else self.head.bias), slice(None)
        gate, what = name.rsplit("_", 1)
        at = GATES.index(gate) * units
        stem = {"weight": "weight_ih", "recurrent": "weight_hh", "bias": "bias_ih"}[what]
        return getattr(self.lstm, f"{stem}_l{layer}"), slice(at, at + units)


class Transformer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = torch.nn.Linear(inputs, units)
        self.blocks = torch.nn.ModuleList(torch.nn.TransformerEncoderLayer(units, 4, 4 * units, dropout=0.0, norm_first=True) for _ in range(2))
        self.norm = torch.nn.LayerNorm(units)
        self.head = torch.nn.Linear(units, 1)
        t, c = np.arange(steps)[:, None], np.arange(units)
        angle = t / 10000 ** ((c - c % 2) / units)
        self.position = torch.tensor(np.where(c % 2 == 0, np.sin(angle), np.cos(angle)), dtype=torch.float32)[:, None]

    def forward(self, x):
        x = self.enter(x) + self.position
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[-1])[:, 0]

    def places(self, layer, name):
        if layer == 0 or layer == 8:
            module = self.enter if layer == 0 else self.head
            return getattr(module, name), slice(None)
        if layer == 6:
            return (self.norm.weight if name == "scale" else self.norm.bias), slice(None)
        block, part = self.blocks[(layer - 2) // 2], (layer - 2) % 2
        inner, what = re.match(r"(\d)\.(\w+)", name).groups()
        if inner == "0":
            norm = block.norm1 if part == 0 else block.norm2
            return (norm.weight if what == "scale" else norm.bias), slice(None)
        if part == 1:
            return getattr(block.linear1 if inner == "1" else block.linear2, what), slice(None)
        which, kind = what.split("_")
        if which == "output":
            return getattr(block.self_attn.out_proj, kind), slice(None)
        at = ("query", "key", "value").index(which) * units
        return getattr(block.self_attn, f"in_proj_{kind}"), slice(at, at + units)


model = Lstm() if kind == "lstm" else Transformer()
with torch.no_grad():
    for parameter in model.parameters():
        parameter.zero_()
    for layer, name, at, r, c, padded in blocks:
        parameter, part = model.places(layer, name)
        pad = flat[at:at + (r if r > 1 or parameter.dim() == 2 else 1) * padded].reshape(-1, padded)[:r, :c]
        values = torch.tensor(pad)
        parameter[part] = values.T if parameter.dim() == 2 else values[0]
optimiser = torch.optim.Adam(model.parameters(), lr=1e-6)


def step():
    optimiser.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    return loss


loss = step().item()
gradient = np.zeros_like(flat)
for layer, name, at, r, c, padded in blocks:
    parameter, part = model.places(layer, name)
    values = parameter.grad[part].T if parameter.dim() == 2 else parameter.grad[part][None]
    count = r * padded
    whole = np.zeros((r, padded), dtype=np.float32)
    whole[:, :c] = values.numpy()
    gradient[at:at + count] = whole.ravel()
gradient.tofile(f"{folder}/gradient")


def best(count, rounds):
    results = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(count):
            step()
            optimiser.step()
        results.append((time.process_time() - start) / count)
    return min(results)


best(3, 1)
maps = open("/proc/self/maps").read()
blas = "OpenBLAS" if "openblas" in maps else "the reference BLAS (install libopenblas0-pthread for its fastest)"
print(json.dumps({"loss": loss, "step_us": best(15, 5) * 1e6, "blas": blas}))
