"""Writes sequences.json: what PyTorch makes of small layers for sequences, and every gradient.

Run with Debian's python3-torch: /usr/bin/python3 sequences.py > sequences.json. Everything is computed in double precision. Values are
[steps, rows, width]; parameters are named and laid out as the blocks of the C# layers: weights [inputs, outputs].
"""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
GATES = {"lstm": ("input", "forget", "cell", "output"), "gru": ("reset", "update", "candidate")}


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


def case(name, settings, steps, rows, inputs, outputs, forward, blocks):
    """One layer: forward(x) -> y; blocks() -> {name: (value, gradient)} once the gradients are there."""
    x = torch.randn(steps, rows, inputs, requires_grad=True)
    y = forward(x)
    up = torch.randn(steps, rows, outputs)
    (y * up).sum().backward()
    values = blocks()
    return {
        "kind": name, "settings": settings, "steps": steps, "rows": rows, "inputs": inputs, "outputs": outputs,
        "x": numbers(x), "y": numbers(y), "output_gradient": numbers(up), "input_gradient": numbers(x.grad),
        "parameters": {key: numbers(value) for key, (value, _) in values.items()},
        "gradients": {key: numbers(gradient) for key, (_, gradient) in values.items()},
    }


def recurrent(kind, steps, rows, inputs, units):
    layer = (torch.nn.LSTM if kind == "lstm" else torch.nn.GRU)(inputs, units)
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    gates = GATES[kind]
    if kind == "gru":  # reset and update have one bias here, the candidate two
        with torch.no_grad():
            layer.bias_hh_l0[: 2 * units] = 0
    else:
        with torch.no_grad():
            layer.bias_hh_l0[:] = 0

    def blocks():
        found = {}
        for i, gate in enumerate(gates):
            part = slice(i * units, (i + 1) * units)
            for ours, theirs in (("weight", layer.weight_ih_l0), ("recurrent", layer.weight_hh_l0)):
                found[f"{gate}_{ours}"] = (theirs[part].T, theirs.grad[part].T)
            found[f"{gate}_bias"] = (layer.bias_ih_l0[part], layer.bias_ih_l0.grad[part])
        if kind == "gru":
            found["candidate_recurrent_bias"] = (layer.bias_hh_l0[2 * units:], layer.bias_hh_l0.grad[2 * units:])
        return found

    return case(kind, {"units": str(units)}, steps, rows, inputs, units, lambda x: layer(x)[0], blocks)


def convolution(steps, rows, inputs, filters, taps, dilation, causal):
    layer = torch.nn.Conv1d(inputs, filters, taps, dilation=dilation)
    reach = (taps - 1) * dilation
    left = reach if causal else (taps - 1) // 2 * dilation

    def forward(x):
        padded = torch.nn.functional.pad(x.permute(1, 2, 0), (left, reach - left))
        return layer(padded).permute(2, 0, 1)

    def blocks():
        found = {f"tap_{k}": (layer.weight[:, :, k].T, layer.weight.grad[:, :, k].T) for k in range(taps)}
        return found | {"bias": (layer.bias, layer.bias.grad)}

    settings = {"filters": str(filters), "taps": str(taps), "dilation": str(dilation), "causal": str(causal).lower()}
    return case("conv1d", settings, steps, rows, inputs, filters, forward, blocks)


def attention(steps, rows, width, heads, causal):
    layer = torch.nn.MultiheadAttention(width, heads)
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    with torch.no_grad():
        layer.in_proj_bias[width:2 * width] = 0  # keys have no bias here: it changes nothing
    mask = torch.triu(torch.ones(steps, steps, dtype=torch.bool), 1) if causal else None

    def blocks():
        found = {}
        for i, name in enumerate(("query", "key", "value")):
            part = slice(i * width, (i + 1) * width)
            found[f"{name}_weight"] = (layer.in_proj_weight[part].T, layer.in_proj_weight.grad[part].T)
            if name != "key":
                found[f"{name}_bias"] = (layer.in_proj_bias[part], layer.in_proj_bias.grad[part])
        found["output_weight"] = (layer.out_proj.weight.T, layer.out_proj.weight.grad.T)
        found["output_bias"] = (layer.out_proj.bias, layer.out_proj.bias.grad)
        return found

    settings = {"heads": str(heads), "causal": str(causal).lower()}
    return case("self_attention", settings, steps, rows, width, width, lambda x: layer(x, x, x, attn_mask=mask)[0], blocks)


torch.manual_seed(20)
cases = [
    recurrent("lstm", 5, 3, 4, 6), recurrent("lstm", 1, 5, 3, 9), recurrent("gru", 5, 3, 4, 6), recurrent("gru", 1, 5, 3, 9),
    convolution(7, 3, 3, 5, 3, 2, True), convolution(4, 2, 3, 9, 3, 5, True), convolution(6, 5, 2, 3, 3, 1, False), convolution(5, 2, 2, 3, 2, 1, False),
    attention(5, 3, 6, 2, False), attention(4, 9, 8, 1, True), attention(1, 5, 6, 3, False),
]
json.dump(cases, sys.stdout, separators=(",", ":"))
