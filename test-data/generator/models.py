"""models/member_1.h5 and member_2.h5: two small networks in the HDF5 format of Keras 2 (dense 2-3-1, tanh inside), as `model.save` writes it."""
import json
import os

import h5py
import numpy as np

MEMBERS = [
    ([[0.5, -0.4, 0.1], [0.2, 0.3, -0.6]], [0.1, 0.0, -0.1], [[1.0], [0.5], [-0.5]], [-0.8]),
    ([[0.6, -0.3, 0.2], [0.1, 0.4, -0.5]], [0.0, 0.1, -0.2], [[0.9], [0.6], [-0.4]], [-0.9]),
]


def write(folder):
    os.makedirs(os.path.join(folder, "models"), exist_ok=True)
    for number, (kernel, bias, last, offset) in enumerate(MEMBERS, 1):
        weights = {"hidden": (kernel, bias), "log10_chlorophyll": (last, offset)}
        with h5py.File(os.path.join(folder, "models", f"member_{number}.h5"), "w") as file:
            file.attrs["keras_version"] = "2.4.0"
            file.attrs["backend"] = "tensorflow"
            file.attrs["model_config"] = json.dumps(config())
            group = file.create_group("model_weights")
            group.attrs["layer_names"] = np.array([b"reflectance", *(name.encode() for name in weights)])
            for name, (kernels, biases) in weights.items():
                layer = group.create_group(name)
                layer.attrs["weight_names"] = np.array([f"{name}/kernel:0".encode(), f"{name}/bias:0".encode()])
                layer.create_dataset(f"{name}/kernel:0", data=np.array(kernels, np.float32))
                layer.create_dataset(f"{name}/bias:0", data=np.array(biases, np.float32))


def config():
    def dense(name, units, activation, before):
        settings = {"name": name, "trainable": True, "dtype": "float32", "units": units, "activation": activation, "use_bias": True}
        return {"class_name": "Dense", "config": settings, "name": name, "inbound_nodes": [[[before, 0, 0, {}]]]}

    layers = [
        {"class_name": "InputLayer", "config": {"batch_input_shape": [None, 2], "dtype": "float32", "sparse": False, "ragged": False, "name": "reflectance"}, "name": "reflectance", "inbound_nodes": []},
        dense("hidden", 3, "tanh", "reflectance"),
        dense("log10_chlorophyll", 1, "linear", "hidden"),
    ]
    return {"class_name": "Functional", "config": {"name": "small", "layers": layers, "input_layers": [["reflectance", 0, 0]], "output_layers": [["log10_chlorophyll", 0, 0]]}}
