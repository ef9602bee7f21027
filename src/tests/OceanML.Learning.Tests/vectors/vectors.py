"""Writes vectors.json: what PyTorch makes of small networks, losses and optimiser steps.

Run with Debian's python3-torch: /usr/bin/python3 vectors.py > vectors.json. Everything is computed in double
precision, so that the C# kernels in single precision are the only source of differences.
"""
import json
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
ROWS, INPUTS, HIDDEN, TARGETS = 10, 5, (12, 7), 3
LOW, HIGH = -6.0, 3.0
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "silu": torch.nn.functional.silu}


def network(activation, beta, seed):
    """One network: its loss, the gradients, and its parameters after three steps of AdamW."""
    torch.manual_seed(seed)
    widths = (INPUTS, *HIDDEN, 2 * TARGETS)
    weights = [torch.randn(a, b) * 0.4 for a, b in zip(widths[:-1], widths[1:])]
    biases = [torch.randn(b) * 0.3 for b in widths[1:]]
    x = torch.randn(ROWS, INPUTS)
    y = torch.randn(ROWS, TARGETS)
    w = (torch.rand(ROWS, TARGETS) > 0.3).double() * torch.rand(ROWS, TARGETS)
    start = [p.clone() for p in weights + biases]
    for p in weights + biases:
        p.requires_grad_()
    optimiser = torch.optim.AdamW(
        [{"params": weights, "weight_decay": 0.1}, {"params": biases, "weight_decay": 0.0}], lr=0.01)

    def loss():
        h = x
        for i, (a, b) in enumerate(zip(weights, biases)):
            h = h @ a + b
            if i < len(weights) - 1:
                h = ACTIVATIONS[activation](h)
        mean, log = h[:, :TARGETS], h[:, TARGETS:].clamp(LOW, HIGH)
        v = torch.exp(log)
        return (w * v.detach() ** beta * 0.5 * ((mean - y) ** 2 / v + log)).sum() / ROWS, h

    first, outputs = loss()
    assert outputs[:, TARGETS:].min() > LOW and outputs[:, TARGETS:].max() < HIGH
    first.backward()
    gradients = [p.grad.clone() for p in weights + biases]
    for _ in range(3):
        optimiser.zero_grad()
        loss()[0].backward()
        optimiser.step()
    n = len(weights)
    return {
        "activation": activation, "beta": beta, "x": x.tolist(), "y": y.tolist(), "w": w.tolist(),
        "weights": [p.tolist() for p in start[:n]], "biases": [p.tolist() for p in start[n:]],
        "outputs": outputs.tolist(), "loss": first.item(),
        "weight_gradients": [p.tolist() for p in gradients[:n]], "bias_gradients": [p.tolist() for p in gradients[n:]],
        "stepped_weights": [p.tolist() for p in weights], "stepped_biases": [p.tolist() for p in biases],
    }


json.dump({
    "torch": torch.__version__,
    "networks": [network(a, b, s) for a, b, s in (("tanh", 1.0, 1), ("tanh", 0.0, 2), ("relu", 0.5, 3), ("silu", 0.5, 4))],
}, sys.stdout)
