"""Writes torch_mlp.onnx and torch_mlp.csv (five features, then two outputs) with PyTorch's own exporter.

Run once with Debian's python3-torch 1.13: /usr/bin/python3 torch_mlp.py; the files are kept so that the tests need no PyTorch.
"""
import numpy as np
import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(5, 16)
        self.middle = nn.Linear(16, 12)
        self.last = nn.Linear(14, 2)

    def forward(self, x):
        h = nn.functional.gelu(self.hidden(x))
        h = nn.functional.softplus(self.middle(h))
        h = torch.cat([h.view(x.shape[0], -1), x[:, 1:3]], dim=1)
        return torch.tanh(self.last(h)) * x.mean(dim=1, keepdim=True)


torch.manual_seed(20240608)
network = Network().eval()
x = torch.randn(40, 5)
with torch.no_grad():
    y = network(x)
torch.onnx.export(network, x, "torch_mlp.onnx", opset_version=13, input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "rows"}, "y": {0: "rows"}})
np.savetxt("torch_mlp.csv", torch.cat([x, y], dim=1).numpy(), delimiter=",", fmt="%.9g", header="x1,x2,x3,x4,x5,y1,y2", comments="")
