"""The same search as a user of pandas writes it. usage: pandas_index.py INDEX box|float|circle
Prints the number of profiles with a digest of their paths; last line: wall seconds, CPU seconds, peak resident MB."""
import hashlib
import sys
import time

import numpy as np
import pandas as pd

path, wanted = sys.argv[1:]


def search():
    columns = ["file"] if wanted == "float" else ["file", "date", "latitude", "longitude"] if wanted == "box" else ["file", "latitude", "longitude"]
    index = pd.read_csv(path, comment="#", usecols=columns)
    if wanted == "float":
        return index[index.file.str.contains("/1000700/")]
    if wanted == "box":
        place = index.latitude.between(-30, 10) & ((index.longitude >= 170) | (index.longitude <= -150))
        return index[place & index.date.between(20180101000000, 20190630235959)]
    a, b = np.radians(index.latitude), np.radians(index.longitude)
    c, d = np.radians(20.25), np.radians(-140.5)
    h = np.sin((a - c) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((b - d) / 2) ** 2
    return index[2 * 6371.0088 * np.arcsin(np.sqrt(h)) <= 300]


def peak():
    """Largest resident size, MB; getrusage would count what the parent process held when it started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


wall, cpu = time.perf_counter(), time.process_time()
files = list(search().file)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print("=", len(files), hashlib.sha256("\n".join(files).encode()).hexdigest()[:16])
print(wall, cpu, peak())
