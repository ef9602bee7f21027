"""Nearest pixels of a swath by pyresample's k-d tree; timed after loading. usage: pyresample_swath.py FOLDER ROWS COLUMNS RADIUS_M
Writes FOLDER/peer.i8 (row-major index, -1 for none); last line: wall seconds, CPU seconds, peak resident MB."""
import resource
import sys
import time

import numpy as np
from pyresample import geometry, kd_tree

folder, rows, columns, radius = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
lat = np.fromfile(f"{folder}/lat.f4", "f4").reshape(rows, columns)
lon = np.fromfile(f"{folder}/lon.f4", "f4").reshape(rows, columns)
points_lat = np.fromfile(f"{folder}/points_lat.f8")
points_lon = np.fromfile(f"{folder}/points_lon.f8")
wall, cpu = time.perf_counter(), time.process_time()
swath = geometry.SwathDefinition(lons=lon, lats=lat)
points = geometry.SwathDefinition(lons=points_lon, lats=points_lat)
valid_in, valid_out, index, _ = kd_tree.get_neighbour_info(swath, points, radius_of_influence=radius, neighbours=1)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
source = np.flatnonzero(valid_in)
answer = np.full(points_lat.size, -1, "i8")
answer[valid_out] = np.where(index < source.size, np.append(source, -1)[np.minimum(index, source.size)], -1)
answer.tofile(f"{folder}/peer.i8")
print(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
