"""Nearest pixels of a swath by pyresample's k-d tree, and the 3 x 3 boxes round them by numpy; timed after loading.
usage: pyresample_swath.py FOLDER ROWS COLUMNS RADIUS_M
Writes FOLDER/peer.i8 (row-major index, -1 for none) and FOLDER/peer_boxes.f4 (NaN outside); a line for each of the two stages: wall
seconds, CPU seconds, peak resident MB."""
import sys
import time

import numpy as np
from pyresample import geometry, kd_tree


def peak():
    """Largest resident size, MB; getrusage would count what the parent process held when it started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def stage(work):
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    print(time.perf_counter() - wall, time.process_time() - cpu, peak())
    return result


def nearest():
    swath = geometry.SwathDefinition(lons=lon, lats=lat)
    points = geometry.SwathDefinition(lons=points_lon, lats=points_lat)
    return kd_tree.get_neighbour_info(swath, points, radius_of_influence=radius, neighbours=1)


def boxes():
    row, column = np.divmod(answer, columns)
    step = np.arange(-1, 2)
    row = row[:, None, None] + step[:, None]
    column = column[:, None, None] + step[None, :]
    inside = (answer >= 0)[:, None, None] & (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    values = field[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
    values[~inside] = np.nan
    return values


folder, rows, columns, radius = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
lat = np.fromfile(f"{folder}/lat.f4", "f4").reshape(rows, columns)
lon = np.fromfile(f"{folder}/lon.f4", "f4").reshape(rows, columns)
field = np.fromfile(f"{folder}/field.f4", "f4").reshape(rows, columns)
points_lat = np.fromfile(f"{folder}/points_lat.f8")
points_lon = np.fromfile(f"{folder}/points_lon.f8")
valid_in, valid_out, index, _ = stage(nearest)
source = np.flatnonzero(valid_in)
answer = np.full(points_lat.size, -1, "i8")
answer[valid_out] = np.where(index < source.size, np.append(source, -1)[np.minimum(index, source.size)], -1)
answer.tofile(f"{folder}/peer.i8")
stage(boxes).astype("f4").tofile(f"{folder}/peer_boxes.f4")
