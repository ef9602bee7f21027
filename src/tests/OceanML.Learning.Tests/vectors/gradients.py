#!/usr/bin/python3
"""Gradients of a real ECCO field by numpy, as in the THOR notebooks: writes gradients.csv.

usage: /usr/bin/python3 gradients.py curlTau.npy        (MIT, maikejulie/DNN4Cli THOR/Step1/Data_Step1)
"""
import csv
import os
import sys

import numpy as np

METRES = 1.111774765625e5
field = np.load(sys.argv[1])                       # [longitude, latitude], half degrees
latitudes = -89.75 + 0.5 * np.arange(360)
longitudes = -179.75 + 0.5 * np.arange(720)
dx = np.gradient(field, longitudes, axis=0) / (METRES * np.cos(np.deg2rad(latitudes)))
dy = np.gradient(field, latitudes, axis=1) / METRES
whole = np.isfinite(dx) & np.isfinite(dy) & np.isfinite(field)
whole[0] = whole[-1] = False                       # there numpy sees a rim, and the Earth has none
cells = np.argwhere(whole)
chosen = cells[np.random.RandomState(1).choice(len(cells), 200, replace=False)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "gradients.csv"), "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["longitude_index", "latitude_index", "dx", "dy"])
    for i, j in chosen:
        writer.writerow([i, j, repr(float(dx[i, j])), repr(float(dy[i, j]))])
