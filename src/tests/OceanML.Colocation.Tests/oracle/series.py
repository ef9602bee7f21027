"""Series by xarray, one per line of the request: file, variable, kind (nearest LAT LON, bilinear LAT LON, area W S E N), and the file to write (CSV: n,value...)."""
import sys

import numpy as np
import xarray as xr

path, variable, kind = sys.argv[1:4]
numbers = [float(text) for text in sys.argv[4:]]
data = xr.open_dataset(path, decode_times=False)[variable].squeeze(drop=True)
names = {name: next(candidate for candidate in data.coords if candidate in candidates) for name, candidates in
         {"lat": ("lat", "latitude", "nav_lat"), "lon": ("lon", "longitude", "nav_lon")}.items()}
lat, lon = data[names["lat"]], data[names["lon"]]
if kind == "nearest" and lat.ndim == 1:
    turn = (lon - numbers[1] + 180) % 360 - 180
    series = data.isel({lat.dims[0]: int(abs(lat - numbers[0]).argmin()), lon.dims[0]: int(abs(turn).argmin())}).values
elif kind == "bilinear":
    series = data.interp({names["lat"]: numbers[0], names["lon"]: numbers[1]}).values
elif kind == "area":
    west, south, east, north = numbers
    inside = (lat >= south) & (lat <= north) & ((lon - west) % 360 <= (east - west) % 360)
    weights = np.cos(np.deg2rad(lat)).where(inside, 0)
    space = [dimension for dimension in data.dims if dimension in (*lat.dims, *lon.dims)]
    chosen = data.where(inside)
    mean = chosen.weighted(weights).mean(space)
    series = np.stack([mean, np.sqrt((((chosen - mean) ** 2).weighted(weights)).mean(space)), chosen.min(space), chosen.max(space), chosen.count(space)], -1).ravel()
print(" ".join(repr(float(value)) for value in np.ravel(series)))
