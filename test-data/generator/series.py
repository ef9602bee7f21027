"""Series with known gaps and events: what training tables are made of."""
import csv
import datetime
import math
import os

START = datetime.datetime(2022, 1, 1)
STEP = datetime.timedelta(hours=6)
COUNT = 1600                      # 400 days, four values a day
GAP = (400, 440)                  # rows that are not there: ten days
BLOOMS = [(240, 280), (560, 568), (800, 824), (832, 848), (1200, 1202)]  # rows with fluorescence 12; the third and fourth are two days apart, the last lasts 12 hours
MISSING_WIND = (100, 600, 601)
LAG = 8                           # rows: the water feels the air of two days ago


def write(folder):
    os.makedirs(os.path.join(folder, "series"), exist_ok=True)
    buoy(os.path.join(folder, "series", "buoy.csv"))
    river(os.path.join(folder, "series", "river.csv"))
    wide(os.path.join(folder, "series", "wide.csv"))


def air(row):
    """Air temperature: a year, and weather that repeats in no simple way."""
    return 15 + 6 * math.sin(2 * math.pi * (row / 4 - 110) / 365.25) + 2 * math.sin(row / 7.3) + 1.5 * math.sin(row / 2.1)


def buoy(path):
    rows = [["platform", "time", "latitude", "longitude", "wind_speed", "air_temperature", "temperature", "fluorescence"]]
    for row in range(COUNT):
        if GAP[0] <= row < GAP[1]:
            continue
        wind = "" if row in MISSING_WIND else f"{7 + 3 * math.sin(row / 5.7) + 2 * math.sin(row / 1.9):.2f}"
        bloom = any(first <= row < last for first, last in BLOOMS)
        fluorescence = 12 if bloom else 3 + 2 * math.sin(row / 11)
        line = ["BUOY1", time(row), 43.5, 7.5, wind, f"{air(row):.3f}", f"{14 + 0.4 * (air(row - LAG) - 15):.3f}", f"{fluorescence:.3f}"]
        rows.append(line)
        if row == 300:
            rows.append(line)     # the row above once more
    save(path, rows)


def river(path):
    """Daily values at noon, of a place 4 km from the buoy; the last 30 days are not there."""
    rows = [["time", "latitude", "longitude", "discharge"]]
    for day in range(COUNT // 4 - 30):
        rows.append([(START + datetime.timedelta(days=day, hours=12)).strftime("%Y-%m-%dT%H:%M:%SZ"), 43.53, 7.53, f"{100 + day % 10}"])
    save(path, rows)


def wide(path):
    """Twelve places with a column for each of four summers; pCO2 = 380 + 2 (lat - 10) + (year - 2000), a third of it missing."""
    rows = [["lat", "lon", "1", "2", "3", "4"]]
    for i in range(12):
        latitude, longitude = 8 + 0.5 * i, 112 + 0.5 * (i % 4)
        rows.append([latitude, longitude] + ["" if (i + k) % 3 == 0 else f"{380 + 2 * (latitude - 10) + year - 2000:.1f}" for k, year in enumerate((2000, 2001, 2004, 2005))])
    save(path, rows)


def time(row):
    return (START + row * STEP).strftime("%Y-%m-%dT%H:%M:%SZ")


def save(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
