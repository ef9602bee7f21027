"""Writes teos10.csv, the reference vectors of SeaWaterTests, with GSW-Python (Debian: python3-gsw).

usage: /usr/bin/python3 teos10.py > teos10.csv
Absolute salinity 0 to 42 g/kg, conservative temperature -2 to 40 degrees and pressure 0 to 11000 dbar: the corners, a Halton sequence over the whole box and
one over the oceanographic funnel alone, then real water of the Baltic, the Mediterranean, the Red Sea and the trenches.
"""
import itertools

import gsw
import numpy as np


def halton(n, base):
    values = []
    for i in range(1, n + 1):
        fraction, value, k = 1.0, 0.0, i
        while k:
            fraction /= base
            value += fraction * (k % base)
            k //= base
        values.append(value)
    return np.array(values)


corners = np.array(list(itertools.product((0, 1e-6, 5, 35.16504, 42), (-2, 0, 10, 25, 40), (0, 1, 500, 4000, 11000))))
box = np.column_stack([42 * halton(160, 2), -2 + 42 * halton(160, 3), 11000 * halton(160, 5)])
depth = 8000 * halton(100, 7) ** 2
warm = np.where(depth < 500, 35, np.where(depth < 6500, 20, 5))
funnel = np.column_stack([32 + 6 * halton(100, 2), -1.5 + warm * halton(100, 3), depth])
real = np.array([[7, 17, 3], [7.3, 5, 60], [38.6, 24, 5], [38.9, 13.2, 2500], [40.5, 30, 2], [40.9, 21.7, 1500], [34.85, 1.5, 9000], [34.86, 2.4, 10900], [33.9, -1.9, 20]])
points = np.vstack([corners, box, funnel, real])
sa, t, p = np.round(points, 6).T
latitude = np.round(-90 + 180 * halton(len(sa), 11), 4)
latitude[:3] = (0, 90, -90)
reference = np.round(11000 * halton(len(sa), 13), 2)
ct = gsw.CT_from_t(sa, t, p)
z = gsw.z_from_p(p, latitude)
columns = {
    "sa": sa, "t": t, "p": p, "latitude": latitude, "reference": reference,
    "pt0": gsw.pt0_from_t(sa, t, p), "pt": gsw.pt_from_t(sa, t, p, reference), "ct": ct,
    "sigma0": gsw.sigma0(sa, ct), "specvol": gsw.specvol(sa, ct, p), "rho": gsw.rho(sa, ct, p),
    "rho_exact": gsw.rho_t_exact(sa, t, p), "pot_rho_exact": gsw.pot_rho_t_exact(sa, t, p, reference),
    "z": z, "c": gsw.C_from_SP(gsw.SP_from_SR(sa), t, p),
}
columns["p_of_z"] = gsw.p_from_z(z, latitude)
columns["sp"] = gsw.SP_from_C(columns["c"], t, p)
print(f"# gsw {gsw.__version__}; written by teos10.py")
print(",".join(columns))
for row in zip(*columns.values()):
    print(",".join(repr(float(value)) for value in row))
