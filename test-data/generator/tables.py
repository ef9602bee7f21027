"""Tables: observations with known faults, and a table to train on with a known relation and a known noise."""
import csv
import datetime
import math
import os

import numpy as np

from generator import truth
from generator.profiles import FLOATS

BANDS = [412, 442, 490, 510, 555, 620, 665, 709]
# Exponent of chlorophyll in the reflectance of each band: blue darkens with chlorophyll, red brightens.
EXPONENTS = [-0.45, -0.40, -0.25, -0.15, 0.00, 0.10, 0.12, 0.14]
BINS = ["0_10", "10_20", "20_30", "30_40", "40_50", "50_60"]
# log10 CHLA_bin = OFFSETS + SLOPES * log10 chlorophyll + noise: rich surface water lies over poorer deep water, poor over richer.
OFFSETS = [0.0, -0.02, -0.05, -0.10, -0.16, -0.24]
SLOPES = [1.0, 0.98, 0.92, 0.82, 0.70, 0.55]
NOISE = 0.10
FLOATS_TO_TRAIN, MOORINGS, ROWS_EACH = 35, 5, 10


def write(folder):
    os.makedirs(os.path.join(folder, "tables"), exist_ok=True)
    observations(os.path.join(folder, "tables", "observations.csv"))
    dirty(os.path.join(folder, "tables", "observations_dirty.csv"))
    training(os.path.join(folder, "tables", "training.csv"))
    units_row(os.path.join(folder, "tables", "erddap_units_row.csv"))
    stations(os.path.join(folder, "tables"))
    spectra(os.path.join(folder, "tables", "spectra.csv"))
    responses(os.path.join(folder, "tables", "responses.csv"))
    flagged(os.path.join(folder, "tables", "flagged.csv"))
    os.makedirs(os.path.join(folder, "learning"), exist_ok=True)
    forecasts(os.path.join(folder, "learning", "forecasts.csv"))


def forecasts(path):
    """Six years of one site, every third day: a season with warm spells, a forecast that comes one step late, one too warm by 1 degree, and classes."""
    random = np.random.default_rng(7)
    level, values = 0.0, []
    for step in range(6 * 122):
        level = 0.7 * level + random.normal(0, 0.8)
        values.append(10 + 3 * math.sin(2 * math.pi * step / 122) + level)
    rows = [["time", "site", "fold", "SST", "SST_model", "SST_low", "SST_high", "SST_other", "warm", "p_warm", "state", "state_model",
             "state_model_probability_calm", "state_model_probability_bloom"]]
    for step, value in enumerate(values):
        late = values[max(0, step - 1)]
        date = datetime.date(2001 + step // 122, 1, 1) + datetime.timedelta(days=3 * (step % 122))
        warm, bloom = (1 / (1 + math.exp(-2 * (late - limit))) for limit in (14, 12))
        rows.append([f"{date}T00:00:00Z", "A", 1 + step // 122, f"{value:.2f}", f"{late:.2f}", f"{late - 1.2:.2f}", f"{late + 1.2:.2f}", f"{value + 1 + random.normal(0, 0.2):.2f}",
                     int(value >= 14), f"{warm:.3f}", "bloom" if value > 12 else "calm", "bloom" if bloom > 0.5 else "calm", f"{1 - bloom:.3f}", f"{bloom:.3f}"])
    save(path, rows)


def flagged(path):
    """Four profiles of twelve levels with the flags of a quality control: profile, level, variable, flag, shift of the value."""
    faults = {("A_002", 2, "temperature"): (3, 1.5), ("A_002", 4, "temperature"): (4, 6.0), ("A_002", 6, "temperature"): (4, -4.0),
              ("A_002", 9, "temperature"): (3, -1.0), ("A_003", 5, "salinity"): (4, -1.2), ("A_004", 1, "temperature"): (3, 1.0),
              ("A_004", 3, "temperature"): (3, 0.8)}
    rows = [["platform", "profile", "time", "latitude", "longitude", "pressure", "temperature", "temperature_qc", "salinity", "salinity_qc", "oxygen", "oxygen_qc"]]
    for cycle in range(1, 5):
        profile = f"A_{cycle:03d}"
        for level in range(12):
            pressure = 5 if level == 0 else 20 * level
            row = ["A", profile, f"2024-06-{7 + cycle:02d}T00:00:00Z", 43.0, f"{7 + 0.1 * cycle:.1f}", pressure]
            for variable, value in (("temperature", 14 + 8 * math.exp(-pressure / 60) + 0.1 * cycle),
                                    ("salinity", 38.5 - 0.4 * math.exp(-pressure / 60)), ("oxygen", 190 + 40 * math.exp(-pressure / 80))):
                flag, shift = faults.get((profile, level, variable), (1, 0.0))
                row += [f"{value + shift:.3f}", flag]
            rows.append(row)
    save(path, rows)


def observations(path):
    """Surface chlorophyll (the truth) of every float profile, and five profiles that have no matchup, each for another reason."""
    rows = [["profile_id", "time", "latitude", "longitude", "chlorophyll"]]
    for p in FLOATS:
        value = (truth.chlorophyll_pacific if p.ocean == "P" else truth.chlorophyll)(p.latitude, p.longitude)
        rows.append([f"{p.wmo}_{p.cycle:03d}", p.time + "Z", p.latitude, p.longitude, number(value)])
    for cycle, time, latitude, longitude in (
            (1, "2024-06-08T10:00:00Z", 41.15, 4.15),     # all nine pixels under cloud
            (2, "2024-06-08T10:00:00Z", 41.15, 8.55),     # 3 of 9 pixels left
            (3, "2024-06-08T10:00:00Z", 45.50, 6.05),     # north of the grid
            (4, "2024-06-20T10:00:00Z", 42.55, 6.05),     # ten days after the last field
            (5, "2024-06-09T10:00:00Z", 43.95, 4.05)):    # corner of the grid, and the pixel itself is land
        rows.append([f"6999005_{cycle:03d}", time, latitude, longitude, number(truth.chlorophyll(latitude, longitude))])
    save(path, rows)


def dirty(path):
    """Ten rows as a user might have them: semicolons, decimal commas, date and time apart, longitudes 0..360, gaps."""
    rows = [["Station", "Date", "Time", "Lat", "Lon", "Chl-a (mg m-3)"],
            ["A1", "2024-06-08", "10:00", "42,55", "6,05", "0,223"],
            ["A1", "2024-06-09", "10:00", "42,65", "6,15", "0,229"],
            ["A1", "2024-06-09", "10:00", "42,65", "6,15", "0,229"],     # the row above once more
            ["B2", "2024-06-08", "01:00", "-17,5", "179,5", "0,524"],
            ["B2", "2024-06-09", "01:00", "-17,5", "180,5", "0,526"],     # longitude 0..360
            ["B2", "2024-06-10", "01:00", "", "181,5", "0,538"],          # no latitude
            ["B2", "2024-06-10", "02:00", "-16,5", "", "0,538"],          # no longitude
            ["C3", "", "", "43,05", "5,05", "0,223"],                     # no time
            ["C3", "2024-06-08", "12:00", "95,0", "5,05", "0,223"],       # impossible latitude
            ["C3", "2024-06-10", "12:00", "43,45", "5,45", ""]]           # no value, which is no reason to drop the row
    save(path, rows, delimiter=";")


def units_row(path):
    save(path, [["time", "latitude", "longitude", "depth", "chlorophyll"],
                ["UTC", "degrees_north", "degrees_east", "m", "mg m-3"],
                ["2024-06-08T10:00:00Z", 42.55, 6.05, 5.0, 0.223],
                ["2024-06-09T10:00:00Z", 42.65, 6.15, 5.0, "NaN"]])


def stations(folder):
    """Two moorings whose files spell temperature in kelvin and in degrees Celsius; one does not say where it is, and repeats a row."""
    noon = ["2024-06-08T11:00:00Z", 5, 291.75, 5.61]
    save(os.path.join(folder, "station_kelvin.csv"), [
        ["time", "depth", "TEMP [K]", "DOX1 [ml/l]"],
        ["2024-06-08T10:00:00Z", 5, 291.65, 5.6], noon, ["2024-06-08T12:00:00Z", 5, 291.85, ""], noon])
    save(os.path.join(folder, "station_celsius.csv"), [
        ["platform", "time", "lat", "lon", "depth", "temperature [degC]"],
        ["Dyfamed", "2024-06-08T10:00:00Z", 43.42, 7.87, 5, 18.45],
        ["Dyfamed", "2024-06-08T11:00:00Z", 43.42, 7.87, 5, 18.57]])


def spectra(path):
    """Water reflectance pi Rrs every 5 nm at three stations in the L2 swath, 1.1 times what the satellite has there, with 2 % of uncertainty."""
    wavelengths = range(400, 725, 5)
    rows = [["station", "time", "latitude", "longitude"] + [name for band in wavelengths for name in (f"rhow_{band}", f"rhow_{band}_sigma")]]
    for station, latitude, longitude in (("S1", 42.520, 5.990), ("S2", 42.556, 5.954), ("S3", 42.600, 6.029)):
        row = [station, "2024-06-08T12:30:00Z", latitude, longitude]
        for band in wavelengths:
            value = 1.1 * math.pi * (0.010 - 0.00001 * (band - 412) + 0.001 * (latitude - 42.5))
            gone = station == "S3" and 435 <= band <= 450
            row += ["", ""] if gone else [number(value), number(0.02 * value)]
        rows.append(row)
    save(path, rows)


def responses(path):
    """Triangles of 20 nm round the bands of the L2 swath, one column each."""
    rows = [["wavelength"] + [f"Rrs_{band}" for band in BANDS]]
    for wavelength in range(402, 720):
        rows.append([wavelength] + [number(max(0.0, 1.0 - abs(wavelength - band) / 10.0)) for band in BANDS])
    save(path, rows)


def training(path):
    random = np.random.RandomState(20240608)
    header = (["profile_id", "time", "lat", "lon"] + [f"pace_Rrs_{band}" for band in BANDS] + [f"CHLA_{name}" for name in BINS]
              + ["pace_chlor_a", "x_geo", "y_geo", "z_geo", "sin_time", "cos_time"])
    rows = [header]
    for platform in range(FLOATS_TO_TRAIN + MOORINGS):
        mooring = platform >= FLOATS_TO_TRAIN
        level = random.normal(-0.5, 0.4)
        latitude, longitude = random.uniform(-60.0, 60.0), random.uniform(-180.0, 180.0)
        for cycle in range(1, ROWS_EACH + 1):
            day = int(random.randint(0, 365))
            log_chlorophyll = level + random.normal(0.0, 0.25)
            place = (latitude, longitude) if mooring else (latitude + random.normal(0.0, 0.5), wrap(longitude + random.normal(0.0, 0.5)))
            brightness = random.normal(0.0, 0.03)
            spectrum = [0.012 * math.exp(-0.004 * (band - 412)) * 10.0 ** (exponent * (log_chlorophyll + 0.5) + brightness + random.normal(0.0, 0.005))
                        for band, exponent in zip(BANDS, EXPONENTS)]
            profile = [10.0 ** (offset + slope * log_chlorophyll + random.normal(0.0, NOISE)) for offset, slope in zip(OFFSETS, SLOPES)]
            gone = random.uniform(size=len(BINS)) < 0.15
            if mooring:
                gone = np.array([False] + [True] * (len(BINS) - 1))
            targets = ["" if missing else number(value) for value, missing in zip(profile, gone)]
            phi, lam, season = math.radians(place[0]), math.radians(place[1]), 2.0 * math.pi * day / 365.0
            name = f"mooring{platform - FLOATS_TO_TRAIN + 1}_{cycle:03d}" if mooring else f"{7999001 + platform}_{cycle:03d}"
            rows.append([name, (datetime.date(2024, 1, 1) + datetime.timedelta(days=day)).isoformat() + "T12:00:00Z", f"{place[0]:.4f}", f"{place[1]:.4f}"]
                        + [number(value) for value in spectrum] + targets
                        + [number(truth.SATELLITE_FACTOR * 10.0 ** log_chlorophyll)]
                        + [number(value) for value in (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi), math.sin(season), math.cos(season))])
    save(path, rows)


def wrap(longitude):
    return (longitude + 180.0) % 360.0 - 180.0


def number(value):
    return f"{value:.6g}"


def save(path, rows, delimiter=","):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
