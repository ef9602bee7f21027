"""Writes layers.json: what PyTorch makes of single layers, forwards and backwards (run once with Debian's python3-torch 1.13, /usr/bin/python3).

Values are [rows, steps, width]; weights are [inputs, outputs].
"""
import json
import pathlib

import torch

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)
cases = []


def single(tensor):
    """Numbers as 32 bits hold them, so that both sides start from the same."""
    return tensor.to(torch.float32).to(torch.float64)


def numbers(tensor):
    return json.loads(json.dumps(tensor.detach().numpy().round(9).tolist()))


def case(kind, values, shape, function, parameters=None, training=False, after=None, x=None, inner=None):
    x = single(torch.randn(shape)) if x is None else x
    x.requires_grad_()
    parameters = parameters or {}
    for block in parameters.values():
        block.requires_grad_(block.dtype.is_floating_point)
    y = function(x)
    g = single(torch.randn(y.shape))
    y.backward(g)
    cases.append({
        "kind": kind, "values": values, "inner": inner or [], "training": training, "x": numbers(x), "y": numbers(y), "y_gradient": numbers(g), "x_gradient": numbers(x.grad),
        "parameters": {name: numbers(block) for name, block in parameters.items()},
        "gradients": {name: numbers(block.grad) for name, block in parameters.items() if block.grad is not None},
        "after": {name: numbers(block) for name, block in (after() if after else {}).items()},
    })


def normal(*shape, scale=0.5, middle=0.0):
    return single(middle + scale * torch.randn(shape))


F = torch.nn.functional
w, b = normal(11, 5), normal(5)
case("dense", {"units": "5"}, (6, 1, 11), lambda x: x @ w + b, {"weight": w, "bias": b})
w3, b3 = normal(3, 10), normal(10)
case("dense", {"units": "10"}, (5, 4, 3), lambda x: x @ w3 + b3, {"weight": w3, "bias": b3})
for name, function in {
    "tanh": torch.tanh, "relu": torch.relu, "silu": F.silu, "gelu": F.gelu, "sigmoid": torch.sigmoid, "softplus": F.softplus, "elu": F.elu,
    "leaky_relu": F.leaky_relu, "identity": lambda x: x * 1,
}.items():
    case("activation", {"function": name}, None, function, x=single(torch.linspace(-4, 4, 33).reshape(3, 1, 11)))
s, t = normal(7, middle=1), normal(7)
case("layer_norm", {"epsilon": "0.001"}, (5, 3, 7), lambda x: F.layer_norm(x, (7,), s, t, 1e-3), {"scale": s, "shift": t})
s1, t1 = normal(16, middle=1), normal(16)
case("layer_norm", {}, (4, 1, 16), lambda x: F.layer_norm(x, (16,), s1, t1), {"scale": s1, "shift": t1})
for training in (True, False):
    scale, shift, mean, variance = normal(6, middle=1), normal(6), normal(6), single(0.5 + torch.rand(6))
    kept = {"mean": mean.clone(), "variance": variance.clone()}
    blocks = {"scale": scale, "shift": shift, "mean": mean, "variance": variance}
    case(
        "batch_norm", {"momentum": "0.2"}, (7, 3, 6),
        lambda x: F.batch_norm(x.transpose(1, 2), kept["mean"], kept["variance"], scale, shift, training, 0.2).transpose(1, 2),
        blocks, training, lambda: kept)
for width in (6, 8):
    case("softmax", {}, (4, 2, width), lambda x: torch.softmax(x, -1))
case("pooling", {"by": "last"}, (3, 5, 4), lambda x: x[:, -1:])
case("pooling", {"by": "mean"}, (3, 5, 4), lambda x: x.mean(1, keepdim=True))
case("pooling", {"by": "max"}, (3, 5, 4), lambda x: x.amax(1, keepdim=True))
wa, ba, wb, bb = normal(5, 9), normal(9), normal(9, 5), normal(5)
case(
    "residual", {}, (4, 2, 5), lambda x: x + (F.silu(x @ wa + ba) @ wb + bb), {"0.weight": wa, "0.bias": ba, "2.weight": wb, "2.bias": bb},
    inner=[{"kind": "dense", "units": "9"}, {"kind": "activation", "function": "silu"}, {"kind": "dense", "units": "5"}])
path = pathlib.Path(__file__).with_name("layers.json")
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
