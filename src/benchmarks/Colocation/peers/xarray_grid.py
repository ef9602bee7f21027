"""Nearest pixels of daily grids by xarray's vectorised selection. usage: xarray_grid.py FOLDER FILE…
Reads FOLDER/points_lat.f8, points_lon.f8, points_day.i8 (index of the file); writes FOLDER/peer.f8; last line: wall seconds, CPU seconds, peak resident MB."""
import sys
import time

import numpy as np
import xarray


def peak():
    """Largest resident size, MB; getrusage would count what the parent process held when it started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


folder, files = sys.argv[1], sys.argv[2:]
lat = np.fromfile(f"{folder}/points_lat.f8")
lon = np.fromfile(f"{folder}/points_lon.f8")
day = np.fromfile(f"{folder}/points_day.i8", "i8")
with xarray.open_dataset(files[0]) as data:
    # Its readers are loaded with the first file.
    data["chlor_a"].isel(lat=0, lon=0).load()
wall, cpu = time.perf_counter(), time.process_time()
answer = np.full(lat.size, np.nan)
for number, name in enumerate(files):
    mine = np.flatnonzero(day == number)
    with xarray.open_dataset(name) as data:
        where = {"lat": xarray.DataArray(lat[mine], dims="point"), "lon": xarray.DataArray(lon[mine], dims="point")}
        # Loaded first: selecting points from the file itself takes xarray minutes, as it reads row by row.
        answer[mine] = data["chlor_a"].load().sel(where, method="nearest").values
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
answer.tofile(f"{folder}/peer.f8")
print(wall, cpu, peak())
