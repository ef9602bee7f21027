"""Argo files: synthetic (S), core and BGC (B) profiles, a whole-float S file, and the GDAC index files that list them.

Names, dimensions, attributes and character arrays follow the Argo user manual (10.13155/29825) and the files of the GDAC.
"""
import gzip
import os

import netCDF4
import numpy as np

from generator import truth
from generator.profiles import FLOATS, LEVELS, Profile

FILL = np.float32(99999.0)

ATTRIBUTES = {
    "PRES": ("Sea water pressure, equals 0 at sea-level", "sea_water_pressure", "decibar", 0.0, 12000.0, "%7.1f", 0.1),
    "TEMP": ("Sea temperature in-situ ITS-90 scale", "sea_water_temperature", "degree_Celsius", -2.5, 40.0, "%9.3f", 0.001),
    "PSAL": ("Practical salinity", "sea_water_salinity", "psu", 2.0, 41.0, "%9.3f", 0.001),
    "DOXY": ("Dissolved oxygen", "moles_of_oxygen_per_unit_mass_in_sea_water", "micromole/kg", -5.0, 600.0, "%9.3f", 0.001),
    "CHLA": ("Chlorophyll-A", "mass_concentration_of_chlorophyll_a_in_sea_water", "mg/m3", None, None, "%.3f", 0.025),
    "BBP700": ("Particle backscattering at 700 nanometers", None, "m-1", None, None, "%.3f", 0.001),
}
STRINGS = {"DATE_TIME": 14, "STRING256": 256, "STRING64": 64, "STRING32": 32, "STRING16": 16, "STRING8": 8, "STRING4": 4, "STRING2": 2}
UPDATED = "20240701000000"


def write(folder):
    root = os.path.join(folder, "gdac", "dac", "coriolis")
    by_float = {}
    for profile in FLOATS:
        by_float.setdefault(profile.wmo, []).append(profile)
    for wmo, profiles in by_float.items():
        target = os.path.join(root, wmo, "profiles")
        os.makedirs(target, exist_ok=True)
        for profile in profiles:
            write_file(os.path.join(target, name_of(profile, "S")), [profile], "S")
    first = by_float["6999001"]
    write_file(os.path.join(root, "6999001", "6999001_Sprof.nc"), first, "S")
    for profile in (first[0], by_float["6999002"][0]):
        target = os.path.join(root, profile.wmo, "profiles")
        write_file(os.path.join(target, name_of(profile, "")), [profile], "")
        write_file(os.path.join(target, name_of(profile, "B")), [profile], "B")
    os.makedirs(os.path.join(folder, "argo"), exist_ok=True)
    # The same profile as in the GDAC tree, as somebody else downloaded it two days later.
    write_file(os.path.join(folder, "argo", "SR6999001_002_again.nc"), [first[1]], "S", updated="20240703000000")
    write_index(folder, by_float)
    write_grey_list(folder)


def write_grey_list(folder):
    """Salinity of one float in real time and of one in delayed mode, and a listing that had ended before the profiles."""
    lines = [
        "PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC",
        "6999001,PSAL,20240601,,3,salty drift, planted,IF",
        "6999001,CHLA,20240101,20240531,4,ended before the first profile,IF",
        "6999002,PSAL,20240601,,4,judged in delayed mode since,IF",
    ]
    with open(os.path.join(folder, "argo", "ar_greylist.txt"), "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def name_of(profile, kind):
    mode = "D" if "D" in profile.modes else "R"
    return f"{kind}{mode}{profile.wmo}_{profile.cycle:03d}.nc"


def parameters_of(profile, kind):
    if kind == "":
        return ["PRES", "TEMP", "PSAL"]
    if kind == "B":
        return ["PRES"] + [name for name in profile.parameters if name not in ("PRES", "TEMP", "PSAL")]
    return list(profile.parameters)


def write_file(path, profiles, kind, updated=UPDATED):
    parameters = parameters_of(profiles[0], kind)
    name_length = 16 if kind == "" else 64
    with netCDF4.Dataset(path, "w", format="NETCDF3_CLASSIC") as data:
        data.title = "Argo float vertical profile"
        data.institution = "CORIOLIS"
        data.source = "Argo float"
        data.history = "2024-07-01T00:00:00Z creation (galaxy-oceanml test-data/generate.py)"
        data.references = "http://www.argodatamgt.org/Documentation"
        data.user_manual_version = "1.0" if kind == "S" else "3.1"
        data.Conventions = "Argo-3.1 CF-1.6"
        data.featureType = "trajectoryProfile"
        data.comment = "made for tests, no float has measured this"
        for name, size in STRINGS.items():
            data.createDimension(name, size)
        data.createDimension("N_PROF", len(profiles))
        data.createDimension("N_PARAM", len(parameters))
        data.createDimension("N_LEVELS", len(LEVELS))
        data.createDimension("N_CALIB", 1)
        types = {"S": ("Argo synthetic profile", "1.0", 32), "B": ("B-Argo profile", "3.1", 32), "": ("Argo profile", "3.1", 16)}
        data_type, version, length = types[kind]
        text(data, "DATA_TYPE", (f"STRING{length}",), data_type, long_name="Data type", conventions="Argo reference table 1")
        text(data, "FORMAT_VERSION", ("STRING4",), version, long_name="File format version")
        text(data, "HANDBOOK_VERSION", ("STRING4",), "1.2", long_name="Data handbook version")
        text(data, "REFERENCE_DATE_TIME", ("DATE_TIME",), "19500101000000", long_name="Date of reference for Julian days", conventions="YYYYMMDDHHMISS")
        text(data, "DATE_CREATION", ("DATE_TIME",), "20240701000000", long_name="Date of file creation", conventions="YYYYMMDDHHMISS")
        text(data, "DATE_UPDATE", ("DATE_TIME",), updated, long_name="Date of update of this file", conventions="YYYYMMDDHHMISS")
        write_stations(data, profiles, parameters, kind, name_length)
        for name in parameters:
            if not (kind == "B" and name == "PRES"):
                letters(data, f"PROFILE_{name}_QC", ("N_PROF",), [p.profile_flag(name) for p in profiles],
                        long_name=f"Global quality flag of {name} profile", conventions="Argo reference table 2a")
        for name in parameters:
            write_parameter(data, profiles, name, kind)


def write_stations(data, profiles, parameters, kind, name_length):
    n = ("N_PROF",)
    text(data, "PLATFORM_NUMBER", n + ("STRING8",), [p.wmo for p in profiles], long_name="Float unique identifier", conventions="WMO float identifier : A9IIIII")
    text(data, "PROJECT_NAME", n + ("STRING64",), ["galaxy-oceanml tests"] * len(profiles), long_name="Name of the project")
    text(data, "PI_NAME", n + ("STRING64",), ["nobody"] * len(profiles), long_name="Name of the principal investigator")
    text(data, "STATION_PARAMETERS", n + ("N_PARAM", f"STRING{name_length}"), [parameters] * len(profiles),
         long_name="List of available parameters for the station", conventions="Argo reference table 3")
    number(data, "CYCLE_NUMBER", "i4", n, [p.cycle for p in profiles], 99999, long_name="Float cycle number",
           conventions="0...N, 0 : launch cycle (if exists), 1 : first complete cycle")
    letters(data, "DIRECTION", n, ["A"] * len(profiles), long_name="Direction of the station profiles", conventions="A: ascending profiles, D: descending profiles")
    text(data, "DATA_CENTRE", n + ("STRING2",), ["IF"] * len(profiles), long_name="Data centre in charge of float data processing", conventions="Argo reference table 4")
    if kind != "S":
        text(data, "DATA_STATE_INDICATOR", n + ("STRING4",), ["2C" if "D" in p.modes else "2B" for p in profiles],
             long_name="Degree of processing the data have passed through", conventions="Argo reference table 6")
        letters(data, "DATA_MODE", n, [p.mode_of(parameters) for p in profiles], long_name="Delayed mode or real time data",
                conventions="R : real time; D : delayed mode; A : real time with adjustment")
    if kind != "":
        modes = data.createVariable("PARAMETER_DATA_MODE", "S1", n + ("N_PARAM",), fill_value=b" ")
        modes.setncatts({"long_name": "Delayed mode or real time data", "conventions": "R : real time; D : delayed mode; A : real time with adjustment"})
        modes[:] = np.array([[p.mode(name) for name in parameters] for p in profiles], dtype="S1")
    text(data, "PLATFORM_TYPE", n + ("STRING32",), ["PROVOR_III"] * len(profiles), long_name="Type of float", conventions="Argo reference table 23")
    text(data, "FLOAT_SERIAL_NO", n + ("STRING32",), ["TEST-" + p.wmo for p in profiles], long_name="Serial number of the float")
    text(data, "FIRMWARE_VERSION", n + ("STRING32",), ["n/a"] * len(profiles), long_name="Instrument firmware version")
    text(data, "WMO_INST_TYPE", n + ("STRING4",), ["836"] * len(profiles), long_name="Coded instrument type", conventions="Argo reference table 8")
    number(data, "JULD", "f8", n, [truth.julian(p.time) for p in profiles], 999999.0,
           long_name="Julian day (UTC) of the station relative to REFERENCE_DATE_TIME", standard_name="time",
           units="days since 1950-01-01 00:00:00 UTC", conventions="Relative julian days with decimal part (as parts of day)", axis="T")
    letters(data, "JULD_QC", n, ["1"] * len(profiles), long_name="Quality on date and time", conventions="Argo reference table 2")
    number(data, "JULD_LOCATION", "f8", n, [truth.julian(p.time) for p in profiles], 999999.0,
           long_name="Julian day (UTC) of the location relative to REFERENCE_DATE_TIME", units="days since 1950-01-01 00:00:00 UTC")
    number(data, "LATITUDE", "f8", n, [p.latitude for p in profiles], 99999.0, long_name="Latitude of the station, best estimate",
           standard_name="latitude", units="degree_north", valid_min=-90.0, valid_max=90.0, axis="Y")
    number(data, "LONGITUDE", "f8", n, [p.longitude for p in profiles], 99999.0, long_name="Longitude of the station, best estimate",
           standard_name="longitude", units="degree_east", valid_min=-180.0, valid_max=180.0, axis="X")
    letters(data, "POSITION_QC", n, ["1"] * len(profiles), long_name="Quality on position (latitude and longitude)", conventions="Argo reference table 2")
    text(data, "POSITIONING_SYSTEM", n + ("STRING8",), ["GPS"] * len(profiles), long_name="Positioning system")
    if kind != "S":
        text(data, "VERTICAL_SAMPLING_SCHEME", n + ("STRING256",), ["Primary sampling: discrete"] * len(profiles),
             long_name="Vertical sampling scheme", conventions="Argo reference table 16")
    number(data, "CONFIG_MISSION_NUMBER", "i4", n, [1] * len(profiles), 99999, long_name="Unique number denoting the missions performed by the float")
    calibration = n + ("N_CALIB", "N_PARAM")
    text(data, "PARAMETER", calibration + (f"STRING{name_length}",), [[parameters]] * len(profiles), long_name="List of parameters with calibration information")
    for field in ("EQUATION", "COEFFICIENT", "COMMENT"):
        text(data, "SCIENTIFIC_CALIB_" + field, calibration + ("STRING256",), [[[p.calibration(name, field) for name in parameters]] for p in profiles],
             long_name=f"Calibration {field.lower()} for this parameter")
    text(data, "SCIENTIFIC_CALIB_DATE", calibration + ("DATE_TIME",), [[["20240701000000" if p.mode(name) != "R" else "" for name in parameters]] for p in profiles],
         long_name="Date of calibration", conventions="YYYYMMDDHHMISS")


def write_parameter(data, profiles, name, kind):
    long_name, standard_name, unit, low, high, pattern, resolution = ATTRIBUTES[name]
    n = ("N_PROF", "N_LEVELS")
    common = {"long_name": long_name, "units": unit, "C_format": pattern, "resolution": np.float32(resolution)}
    if standard_name:
        common["standard_name"] = standard_name
    if low is not None:
        common.update(valid_min=np.float32(low), valid_max=np.float32(high))
    if name == "PRES":
        common["axis"] = "Z"
    number(data, name, "f4", n, [p.raw[name] for p in profiles], FILL, **common)
    if kind == "B" and name == "PRES":
        return
    letters(data, name + "_QC", n, [list(p.raw_flags(name)) for p in profiles], long_name="quality flag", conventions="Argo reference table 2")
    if kind == "S" and name != "PRES":
        number(data, name + "_dPRES", "f4", n, [np.zeros(len(LEVELS))] * len(profiles), FILL,
               long_name=name + " pressure displacement from original sampled value", units="decibar")
    number(data, name + "_ADJUSTED", "f4", n, [p.adjusted(name) for p in profiles], FILL, **common)
    letters(data, name + "_ADJUSTED_QC", n, [list(p.adjusted_flags(name)) for p in profiles], long_name="quality flag", conventions="Argo reference table 2")
    number(data, name + "_ADJUSTED_ERROR", "f4", n, [p.error(name) for p in profiles], FILL, units=unit,
           long_name="Contains the error on the adjusted values as determined by the delayed mode QC process")


def number(data, name, kind, dimensions, values, fill, **attributes):
    variable = data.createVariable(name, kind, dimensions, fill_value=fill)
    variable.setncatts(attributes)
    values = np.array(values, dtype=np.float64)
    variable[:] = np.where(np.isnan(values), fill, values).astype(kind)


def text(data, name, dimensions, values, **attributes):
    length = len(data.dimensions[dimensions[-1]])
    variable = data.createVariable(name, "S1", dimensions, fill_value=b" ")
    variable.setncatts(attributes)
    padded = np.char.ljust(np.array(values, dtype=f"S{length}"), length)
    variable[:] = padded.astype(f"S{length}").view("S1").reshape(padded.shape + (length,)) if padded.shape else np.array(list(str(values).ljust(length)), dtype="S1")


def letters(data, name, dimensions, values, **attributes):
    variable = data.createVariable(name, "S1", dimensions, fill_value=b" ")
    variable.setncatts(attributes)
    variable[:] = np.array(values, dtype="S1")


def write_index(folder, by_float):
    root = os.path.join(folder, "gdac")
    core, synthetic, bio = [], [], []
    for profiles in by_float.values():
        for p in profiles:
            stamp = p.time.replace("-", "").replace("T", "").replace(":", "")
            place = f"{stamp},{p.latitude:.3f},{p.longitude:.3f},{p.ocean},836,IF"
            path = f"coriolis/{p.wmo}/profiles/"
            synthetic.append(f"{path}{name_of(p, 'S')},{place},{' '.join(p.parameters)},{''.join(p.mode(name) for name in p.parameters)},{UPDATED}")
            if p.cycle == 1 and p.wmo in ("6999001", "6999002"):
                core.append(f"{path}{name_of(p, '')},{place},{UPDATED}")
                names = parameters_of(p, "B")
                bio.append(f"{path}{name_of(p, 'B')},{place},{' '.join(names)},{''.join(p.mode(name) for name in names)},{UPDATED}")
    index(root, "argo_synthetic-profile_index.txt", "Synthetic-Profile", "individual synthetic-profile", "2.2", "parameters,parameter_data_mode,", synthetic)
    index(root, "argo_bio-profile_index.txt", "Bio-Profile", "individual bio-profile", "2.2", "parameters,parameter_data_mode,", bio)
    index(root, "ar_index_global_prof.txt", "Profile", "individual profile", "2.0", "", core)


def index(root, name, title, what, version, extra, rows):
    lines = [
        f"# Title : {title} directory file of the Argo Global Data Assembly Center",
        f"# Description : The directory file describes all {what} files of the argo GDAC ftp site.",
        "# Project : ARGO",
        f"# Format version : {version}",
        f"# Date of update : {UPDATED}",
        "# FTP root number 1 : ftp://ftp.ifremer.fr/ifremer/argo/dac",
        "# FTP root number 2 : ftp://usgodae.org/pub/outgoing/argo/dac",
        "# GDAC node : CORIOLIS",
        f"file,date,latitude,longitude,ocean,profiler_type,institution,{extra}date_update",
    ] + rows
    content = ("\n".join(lines) + "\n").encode("ascii")
    with open(os.path.join(root, name), "wb") as file:
        file.write(content)
    with open(os.path.join(root, name + ".gz"), "wb") as file:
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
            packed.write(content)
