"""Writes losses.json: what PyTorch makes of each loss, its gradient by the outputs, schedules, optimiser steps and clipped gradients.

Run with Debian's python3-torch: /usr/bin/python3 losses.py > losses.json. Everything is computed in double precision, so that the
C# kernels in single precision are the only source of differences.
"""
import json
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
ROWS, TARGETS, CLASSES = 6, 11, 5
LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)


def round6(values):
    return [[round(v, 9) for v in row] for row in values.tolist()]


def regression(name, parts, function, seed):
    torch.manual_seed(seed)
    outputs = torch.randn(ROWS, parts * TARGETS).float().double().requires_grad_()
    y = torch.randn(ROWS, TARGETS).float().double()
    w = ((torch.rand(ROWS, TARGETS) > 0.3).double() * torch.rand(ROWS, TARGETS)).float().double()
    loss = (w * function(outputs, y)).sum() / ROWS
    loss.backward()
    return {"name": name, "outputs": outputs.tolist(), "targets": y.tolist(), "weights": w.tolist(),
            "loss": loss.item(), "gradient": round6(outputs.grad)}


def pinball(outputs, y):
    parts = outputs.reshape(ROWS, len(LEVELS), TARGETS)
    middle = LEVELS.index(0.5)
    q = {middle: parts[:, middle]}
    for k in range(middle + 1, len(LEVELS)):
        q[k] = q[k - 1] + F.softplus(parts[:, k])
    for k in range(middle - 1, -1, -1):
        q[k] = q[k + 1] - F.softplus(parts[:, k])
    return sum(torch.maximum(t * (y - q[k]), (t - 1) * (y - q[k])) for k, t in enumerate(LEVELS))


def gaussian(outputs, y):
    mean, log = outputs[:, :TARGETS], outputs[:, TARGETS:]
    return F.gaussian_nll_loss(mean, y, torch.exp(log), reduction="none")


def classes(name, gamma, classes_count, seed):
    torch.manual_seed(seed)
    logits = (2 * torch.randn(ROWS, classes_count)).float().double().requires_grad_()
    y = torch.randint(classes_count, (ROWS,))
    w = (torch.rand(classes_count) + 0.5).float().double()
    if gamma is None:
        loss = F.cross_entropy(logits, y, weight=w, reduction="sum") / ROWS
    else:
        p = F.softmax(logits, 1).gather(1, y[:, None])[:, 0]
        loss = (-w[y] * (1 - p) ** gamma * torch.log(p)).sum() / ROWS
    loss.backward()
    return {"name": name, "gamma": gamma, "outputs": logits.tolist(), "classes": y.tolist(), "weights": w.tolist(),
            "loss": loss.item(), "gradient": round6(logits.grad)}


def steps(name, make, clip=None):
    """Four steps of an optimiser on a fixed gradient that changes sign."""
    torch.manual_seed(3)
    start = torch.randn(16).float().double()
    gradients = torch.randn(4, 16).float().double()
    p = start.clone().requires_grad_()
    optimiser = make([p])
    norms = []
    for g in gradients:
        p.grad = g.clone()
        if clip:
            norms.append(torch.nn.utils.clip_grad_norm_([p], clip).item())
        optimiser.step()
    return {"name": name, "start": start.tolist(), "gradients": gradients.tolist(), "end": p.tolist(), "norms": norms}


def rates(make, epochs, errors=None):
    p = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.SGD([p], lr=0.1)
    schedule = make(optimiser)
    found = []
    for epoch in range(epochs):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step(errors[epoch]) if errors else schedule.step()
    return found


ERRORS = [1.0, 0.9, 0.95, 0.91, 0.9, 0.8, 0.85, 0.85, 0.85, 0.85, 0.85, 0.84]
json.dump({
    "torch": torch.__version__,
    "levels": LEVELS,
    "regression": [
        regression("mse", 1, lambda o, y: F.mse_loss(o, y, reduction="none"), 1),
        regression("mae", 1, lambda o, y: F.l1_loss(o, y, reduction="none"), 2),
        regression("huber", 1, lambda o, y: F.huber_loss(o, y, reduction="none", delta=0.7), 3),
        regression("gaussian", 2, gaussian, 4),
        regression("quantile", len(LEVELS), pinball, 5),
    ],
    "classes": [classes("cross-entropy", None, CLASSES, 6), classes("cross-entropy", None, 8, 7), classes("cross-entropy", None, 13, 8),
                classes("focal", 2.0, CLASSES, 9), classes("focal", 0.5, 9, 10)],
    "optimisers": [
        steps("sgd", lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)),
        steps("sgd-clipped", lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9), clip=2.0),
        steps("adam", lambda p: torch.optim.Adam(p, lr=0.05)),
        steps("adamw", lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1)),
    ],
    "schedules": {
        "cosine": rates(lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 12), 12),
        "step": rates(lambda o: torch.optim.lr_scheduler.StepLR(o, 5, 0.25), 12),
        "plateau": rates(lambda o: torch.optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.25, patience=2), 12, ERRORS),
        "errors": ERRORS,
    },
}, sys.stdout)
