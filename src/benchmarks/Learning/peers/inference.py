"""Mean probabilities of an ensemble in PyTorch, in the block size that suits it best; prints processor time and time on the clock as JSON."""
import json
import sys
import time

import numpy as np
import torch

folder, rows, members, layers, size, threads = sys.argv[1:]
rows, members, size = int(rows), int(members), int(size)
torch.set_num_threads(int(threads))
layers = [tuple(int(n) for n in layer.split(":")) for layer in layers.split(",")]
x = torch.tensor(np.fromfile(f"{folder}/x", dtype=np.float32).reshape(rows, -1))
flat = np.fromfile(f"{folder}/parameters", dtype=np.float32).reshape(members, size)
networks = []
for own in flat:
    parts = []
    for i, (a, b, pa, pb, at, bias) in enumerate(layers):
        part = torch.nn.Linear(a, b)
        with torch.no_grad():
            part.weight.copy_(torch.tensor(own[at:at + pa * pb].reshape(pa, pb)[:a, :b].T.copy()))
            part.bias.copy_(torch.tensor(own[bias:bias + b]))
        parts += [part, torch.nn.Tanh()]
    networks.append(torch.nn.Sequential(*parts[:-1]).eval())


@torch.inference_mode()
def predict(block, count):
    made = []
    for start in range(0, count, block):
        part = x[start:min(start + block, count)]
        total = 0
        for network in networks:
            total = total + torch.softmax(network(part), 1)
        made.append(total / members)
    return torch.cat(made)


def timed(block, count):
    processor, clock = time.process_time(), time.perf_counter()
    predict(block, count)
    return time.process_time() - processor, time.perf_counter() - clock


trials = {block: min(timed(block, rows) for _ in range(2)) for block in (4096, 20000)}
block = min(trials, key=trials.get)
predict(block, rows).numpy().tofile(f"{folder}/probabilities")
times = [timed(block, rows) for _ in range(3)]
with open("/proc/self/maps") as maps:
    blas = "OpenBLAS" if "openblas" in maps.read() else "the reference BLAS (install libopenblas0-pthread for its fastest)"
print(json.dumps({"processor_s": min(t[0] for t in times), "clock_s": min(t[1] for t in times), "block": block, "blas": blas}))
