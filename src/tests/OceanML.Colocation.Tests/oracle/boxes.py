"""Recomputes macro-pixels with numpy and netCDF4, independently of OceanML.Colocation.

usage: /usr/bin/python3 boxes.py MATCHUPS.csv FOLDER VARIABLE BOX
MATCHUPS.csv has latitude, longitude, field_file, pixel_row, pixel_column, VARIABLE, VARIABLE_median, VARIABLE_sd, VARIABLE_n, VARIABLE_centre.
Prints: rows, rows whose nearest pixel differs, largest relative difference of mean, median, sd and centre, rows whose n differs.
"""
import csv
import sys

import netCDF4
import numpy as np

table, folder, variable, box = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
fields = {}
rows = pixels = counts = 0
largest = 0.0


def relative(ours, theirs):
    if ours == "" or np.isnan(theirs):
        return 0.0 if ours == "" and np.isnan(theirs) else np.inf
    return abs(float(ours) - theirs) / max(abs(theirs), 1e-12)


with open(table, newline="", encoding="utf-8") as stream:
    for row in csv.DictReader(stream):
        name = row["field_file"]
        if name not in fields:
            with netCDF4.Dataset(f"{folder}/{name}") as data:
                values = np.ma.filled(data[variable][:].astype("f8"), np.nan)
                fields[name] = data["lat"][:].filled().astype("f8"), data["lon"][:].filled().astype("f8"), values
        latitude, longitude, values = fields[name]
        i = np.argmin(np.abs(latitude - float(row["latitude"])))
        j = np.argmin(np.abs((longitude - float(row["longitude"]) + 180) % 360 - 180))
        rows += 1
        if (i, j) != (int(row["pixel_row"]), int(row["pixel_column"])):
            pixels += 1
            continue
        h = box // 2
        columns = (np.arange(j - h, j + h + 1)) % longitude.size
        piece = values[max(0, i - h):i + h + 1][:, columns]
        valid = piece[np.isfinite(piece)]
        counts += valid.size != int(row[variable + "_n"])
        largest = max(
            largest,
            relative(row[variable], valid.mean()),
            relative(row[variable + "_median"], np.median(valid)),
            relative(row[variable + "_sd"], valid.std(ddof=1) if valid.size > 1 else np.nan),
            relative(row[variable + "_centre"], values[i, j]),
        )
print(rows, pixels, repr(float(largest)), counts)
