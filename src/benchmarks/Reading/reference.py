"""The same reads with netCDF4-python; prints count, sum of all values, sum over the windows, and the seconds of each read."""
import sys
import time

import netCDF4
import numpy as np

path, windows_path = sys.argv[1:3]
windows = np.loadtxt(windows_path, dtype=int)


def whole():
    with netCDF4.Dataset(path) as file:
        return file["chlor_a"][:]


def small():
    total = 0.0
    with netCDF4.Dataset(path) as file:
        variable = file["chlor_a"]
        for row, column in windows:
            total += float(variable[row : row + 3, column : column + 3].sum(dtype="f8") or 0)
    return total


def seconds(work, repeats):
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


values = whole()
print(values.count(), repr(float(values.sum(dtype="f8"))), repr(small()), seconds(whole, 3), seconds(small, 1))
