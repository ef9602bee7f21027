"""The same reads with netCDF4-python. usage: netcdf4_reading.py values|bytes|windows FILE VARIABLE WINDOWS
Reads once before timing. Prints the answer; last line: wall seconds, CPU seconds, peak resident MB."""
import hashlib
import sys
import time

import netCDF4
import numpy as np


def peak():
    """Largest resident size, MB; getrusage would count what the parent process held when it started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


how, path, name, windows_path = sys.argv[1:]


def values():
    with netCDF4.Dataset(path) as file:
        return file[name][:]


def stored():
    with netCDF4.Dataset(path) as file:
        file.set_auto_maskandscale(False)
        return file[name][:]


def windows():
    total = 0.0
    with netCDF4.Dataset(path) as file:
        variable = file[name]
        for row, column in np.loadtxt(windows_path, dtype=int):
            total += float(variable[row : row + 3, column : column + 3].sum(dtype="f8") or 0)
    return total


work = {"values": values, "bytes": stored, "windows": windows}[how]
if how != "windows":
    work()
wall, cpu = time.perf_counter(), time.process_time()
answer = work()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
resident = peak()
if how == "values":
    print("=", answer.count(), repr(float(answer.sum(dtype="f8"))))
elif how == "bytes":
    print("=", hashlib.sha256(answer.tobytes()).hexdigest())
else:
    print("=", repr(answer))
print(wall, cpu, resident)
