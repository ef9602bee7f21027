"""Writes keras.json: what the 50 trained Keras networks of THOR (shared data, data/thor/ensemble_mlp) give for a few rows, computed with numpy in
64 bits from the weights as h5py reads them. Run once: /usr/bin/python3 keras.py ../../../../../shared/data/thor"""
import json
import sys
from pathlib import Path

import h5py
import numpy as np

root = Path(sys.argv[1])
scaler = json.loads((root / "scaler_v1.json").read_text())
mean, scale = np.array(scaler["mean"]), np.array(scaler["scale"])
rows = 4
features = (mean + scale * np.random.default_rng(20211129).normal(size=(rows, 8))).astype(np.float32).astype(float)
probabilities = []
for member in range(50):
    with h5py.File(root / "ensemble_mlp" / f"vanillamodel_{member}.h5") as file:
        x = (features - mean) / scale
        layers = json.loads(file.attrs["model_config"])["config"]["layers"]
        for layer in layers[1:]:
            name, activation = layer["name"], layer["config"]["activation"]
            weights = file[f"model_weights/{name}/{name}"]
            x = x @ weights["kernel:0"][()].astype(float) + weights["bias:0"][()]
            x = np.tanh(x) if activation == "tanh" else np.exp(x - x.max(1, keepdims=True)) / np.exp(x - x.max(1, keepdims=True)).sum(1, keepdims=True)
    probabilities.append([[float(f"{value:.8g}") for value in row] for row in x])
text = json.dumps({"features": features.tolist(), "mean": mean.tolist(), "scale": scale.tolist(), "probabilities": probabilities})
Path(__file__).with_suffix(".json").write_text(text + "\n")
