#!/usr/bin/python3
"""Writes scores.json: scores of small data by scikit-learn 1.2 and scipy 1.10, which the tests compare with.

    /usr/bin/python3 scores.py > scores.json

CRPS of ensembles and the corrected resampled t are written out from their definitions, with loops and no shared code.
"""
import json
import math
import sys

import numpy as np
from scipy import integrate, stats
from sklearn import metrics

random = np.random.default_rng(20240608)


def rounded(values, digits=6):
    return [round(float(v), digits) for v in values]


def classes():
    n, names = 60, ["diatom", "dino", "detritus", "other"]
    truth = random.integers(0, 3, n)  # the last class is never true
    logits = random.normal(size=(n, 4)) + 1.5 * np.eye(4)[truth]
    p = np.round(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), 6)
    p[:, 3] = np.round(1 - p[:, :3].sum(1), 6)
    given = p.argmax(1)
    labels = list(range(4))
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(truth, given, labels=labels, zero_division=0)
    one_hot = np.eye(4)[truth]
    out = {
        "classes": names, "truth": truth.tolist(), "given": given.tolist(), "probabilities": p.T.tolist(),
        "accuracy": metrics.accuracy_score(truth, given),
        "balanced_accuracy": metrics.recall_score(truth, given, labels=[0, 1, 2], average="macro"),
        "kappa": metrics.cohen_kappa_score(truth, given), "matthews": metrics.matthews_corrcoef(truth, given),
        "log_loss": metrics.log_loss(truth, p, labels=labels), "brier": float(((p - one_hot) ** 2).sum(1).mean()),
        "top_2_accuracy": metrics.top_k_accuracy_score(truth, p, k=2, labels=labels),
        "confusion": metrics.confusion_matrix(truth, given, labels=labels).tolist(),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(),
    }
    for average in ("macro", "weighted"):
        a, b, c, _ = metrics.precision_recall_fscore_support(truth, given, average=average, zero_division=0)
        out |= {f"{average}_precision": a, f"{average}_recall": b, f"{average}_f1": c}
    return out


def average_precision():
    n = 200
    truth = (random.random(n) < 0.15).astype(int)
    score = np.round(0.6 * truth + random.random(n), 2)  # two decimals: many ties
    return {"truth": truth.tolist(), "score": score.tolist(), "average_precision": metrics.average_precision_score(truth, score),
            "brier": metrics.brier_score_loss(truth, np.clip(score, 0, 1))}


def crps():
    normal = []
    for mean, sigma, y in [(0, 1, 0), (0, 1, 1.3), (2, 0.5, -1), (-3, 4, 5.5), (1, 0.01, 1.05)]:
        # The definition: the integral of the squared difference of the two distribution functions.
        below = integrate.quad(lambda z: stats.norm.cdf(z, mean, sigma) ** 2, mean - 40 * sigma, y, limit=500, points=[mean] if mean < y else None)[0]
        above = integrate.quad(lambda z: stats.norm.sf(z, mean, sigma) ** 2, y, max(y, mean) + 40 * sigma, limit=500)[0]
        normal.append([mean, sigma, y, below + above])
    ensembles = []
    for m in (1, 2, 7):
        x, y = rounded(random.normal(size=m), 3), round(float(random.normal()), 3)
        first = sum(abs(a - y) for a in x) / m
        second = sum(abs(a - b) for a in x for b in x) / (2 * m * m)
        ensembles.append({"members": x, "y": y, "crps": first - second})
    return {"normal": normal, "ensembles": ensembles}


def tests():
    cases = []
    for n in (4, 5, 8, 10, 12, 25):
        a = rounded(1 + 0.1 * random.normal(size=n), 12)  # so many digits that no two differences are equal
        b = rounded(np.array(a) + 0.03 + 0.05 * random.normal(size=n), 12)
        d = [y - x for x, y in zip(a, b)]
        share = 1 / (n - 1)
        mean = sum(d) / n
        variance = sum((v - mean) ** 2 for v in d) / (n - 1)
        t = mean / math.sqrt((1 / n + share) * variance)
        cases.append({"a": a, "b": b, "t": t, "p": 2 * stats.t.sf(abs(t), n - 1), "wilcoxon": stats.wilcoxon(b, a, mode="exact").pvalue})
    return cases


json.dump({"classes": classes(), "average_precision": average_precision(), "crps": crps(), "paired": tests()}, sys.stdout)
print()
