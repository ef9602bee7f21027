"""The floats: clean profiles of a stratified Mediterranean summer, and the faults planted in some of them."""
import numpy as np

from generator import truth

LEVELS = [2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 225, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900]


class Profile:
    """One ascending profile. Flags of the raw values are 1, or 0 (no quality control) where `unflagged`."""

    def __init__(self, wmo, cycle, time, latitude, longitude, parameters, modes, unflagged=False, pacific=False):
        self.wmo, self.cycle, self.time, self.latitude, self.longitude = wmo, cycle, time, latitude, longitude
        self.parameters, self.modes, self.unflagged = parameters, modes, unflagged
        self.ocean = "P" if pacific else "A"
        surface = (truth.chlorophyll_pacific if pacific else truth.chlorophyll)(latitude, longitude)
        pressure = np.array(LEVELS, dtype=np.float64)
        self.raw = {
            "PRES": pressure.copy(),
            "TEMP": np.round((18.0 if pacific else 13.2) + 8.0 * np.exp(-pressure / 60.0) - 0.0005 * pressure, 3),
            "PSAL": np.round((34.5 if pacific else 38.1) + 0.4 * (1.0 - np.exp(-pressure / 100.0)), 3),
            "DOXY": np.round(190.0 + 40.0 * np.exp(-pressure / 80.0), 3),
            # Mixed down to 30 dbar, so that the mean of the upper levels is the surface value; a deep maximum at 60 dbar.
            "CHLA": np.where(pressure <= 30.0, surface, surface * np.exp(-(pressure - 30.0) / 60.0) + 0.3 * np.exp(-((pressure - 60.0) / 15.0) ** 2)),
            "BBP700": 0.0004 + 0.001 * np.exp(-pressure / 100.0),
        }
        if pacific:
            # Warm and light above, salty enough below: stable as well.
            self.raw["TEMP"] = np.round(4.0 + 22.0 * np.exp(-pressure / 200.0), 3)
        self.bad = {}

    def mode(self, name):
        return self.modes[self.parameters.index(name)] if name in self.parameters else "R"

    def mode_of(self, names):
        modes = [self.mode(name) for name in names]
        return "D" if "D" in modes else "A" if "A" in modes else "R"

    def raw_flags(self, name):
        flags = ["0" if self.unflagged else "1"] * len(LEVELS)
        for level in self.bad.get(name, []):
            flags[level] = "4"
        return flags

    def adjusted(self, name):
        """Known adjustments: salinity + 0.02, oxygen x 1.05, chlorophyll x 0.5; bad values have none."""
        if self.mode(name) == "R":
            return np.full(len(LEVELS), np.nan)
        change = {"PSAL": lambda v: v + 0.02, "DOXY": lambda v: v * 1.05, "CHLA": lambda v: v * 0.5}.get(name, lambda v: v)
        values = change(self.raw[name]).astype(np.float64)
        values[self.bad.get(name, [])] = np.nan
        return values

    def adjusted_flags(self, name):
        if self.mode(name) == "R":
            return [" "] * len(LEVELS)
        flags = ["1"] * len(LEVELS) if name != "CHLA" else ["5"] * len(LEVELS)
        for level in self.bad.get(name, []):
            flags[level] = "4"
        return flags

    def error(self, name):
        if self.mode(name) != "D":
            return np.full(len(LEVELS), np.nan)
        sigma = {"PRES": 2.4, "TEMP": 0.002, "PSAL": 0.01, "DOXY": 3.0}[name]
        values = np.full(len(LEVELS), sigma)
        values[self.bad.get(name, [])] = np.nan
        return values

    def profile_flag(self, name):
        """Argo reference table 2a: A all levels good, B 75 % or more, blank without quality control."""
        if self.unflagged:
            return " "
        return "B" if self.bad.get(name) else "A"

    def calibration(self, name, field):
        if self.mode(name) == "R":
            return ""
        terms = {"PSAL": ("PSAL_ADJUSTED = PSAL + dS", "dS = 0.02"), "DOXY": ("DOXY_ADJUSTED = DOXY * G", "G = 1.05"), "CHLA": ("CHLA_ADJUSTED = CHLA / 2", "none")}
        equation, coefficient = terms.get(name, (f"{name}_ADJUSTED = {name}", "none"))
        return {"EQUATION": equation, "COEFFICIENT": coefficient, "COMMENT": "planted by test-data/generate.py"}[field]


BGC = ["PRES", "TEMP", "PSAL", "DOXY", "CHLA"]
FULL = BGC + ["BBP700"]


def clean_float():
    """6999001: real time, all good but one chlorophyll value that is flagged 4."""
    days = [("2024-06-08T10:00:00", 42.55, 6.05), ("2024-06-09T10:00:00", 42.65, 6.15), ("2024-06-10T10:00:00", 42.75, 6.25)]
    profiles = [Profile("6999001", i + 1, time, lat, lon, FULL, "RRRRRR") for i, (time, lat, lon) in enumerate(days)]
    profiles[1].raw["CHLA"][20] = 9.0
    profiles[1].bad = {"CHLA": [20]}
    return profiles


def adjusted_float():
    """6999002: delayed mode; the raw chlorophyll is twice the truth, the adjusted one is the truth."""
    days = [("2024-06-08T11:00:00", 41.55, 7.05), ("2024-06-09T11:00:00", 41.65, 7.15)]
    profiles = [Profile("6999002", i + 1, time, lat, lon, BGC, "DDDDA") for i, (time, lat, lon) in enumerate(days)]
    for profile in profiles:
        profile.raw["CHLA"] = profile.raw["CHLA"] * 2.0
    profiles[0].raw["PSAL"][5] = 37.0
    profiles[0].bad = {"PSAL": [5]}
    return profiles


def faulty_float():
    """6999003: real time without quality control, one kind of fault per cycle."""
    days = [("2024-06-08T12:00:00", 43.05, 5.05), ("2024-06-08T18:00:00", 43.15, 5.15), ("2024-06-09T12:00:00", 43.25, 5.25),
            ("2024-06-09T18:00:00", 43.35, 5.35), ("2024-06-10T12:00:00", 43.45, 5.45)]
    profiles = [Profile("6999003", i + 1, time, lat, lon, BGC, "RRRRR", unflagged=True) for i, (time, lat, lon) in enumerate(days)]
    one, two, three, four, five = profiles
    one.raw["TEMP"][18] += 8.0      # spike at 200 dbar (limit 6 above 500 dbar)
    one.raw["TEMP"][3] = 41.0       # out of range (-2.5 to 40)
    one.raw["PSAL"][12] += 2.0      # spike at 90 dbar (limit 0.9)
    one.raw["PSAL"][28] = 45.0      # out of range (2 to 41)
    one.raw["DOXY"][22] = 650.0     # out of range (-5 to 600)
    one.raw["CHLA"][26] = 150.0     # out of range (-0.1 to 100)
    two.raw["TEMP"][:] = 14.25      # stuck
    three.raw["PSAL"][14] += 0.2    # at 120 dbar denser than the level below by more than 0.03 kg m-3, no spike
    four.raw["PRES"][10] = four.raw["PRES"][9]    # 60 dbar twice
    four.raw["PRES"][15] = 95.0     # after 120 dbar
    five.raw["TEMP"][16:] -= 12.0   # digit rollover from 160 dbar down (limit 10)
    five.raw["PSAL"][20:] -= 6.0    # digit rollover from 250 dbar down (limit 5)
    return profiles


def dateline_float():
    """6999004: crosses the dateline eastwards between cycles 1 and 2."""
    days = [("2024-06-08T01:00:00", -17.5, 179.5), ("2024-06-09T01:00:00", -17.5, -179.5), ("2024-06-10T01:00:00", -16.5, -178.5)]
    return [Profile("6999004", i + 1, time, lat, lon, BGC, "RRRRR", pacific=True) for i, (time, lat, lon) in enumerate(days)]


FLOATS = clean_float() + adjusted_float() + faulty_float() + dateline_float()
