"""A Sentinel-3 OLCI Level-2 water product: the SEN3 folder in a zip, one netCDF file per band, flags, angles and weather on tie points.

Names, dimensions, types, packing, units, flags and the manifest are those of the granules S3A_OL_2_WFR____20180707T081143 (SNAP's
description of it gives names, no-data values and flag masks) and S3A_OL_2_WFR____20210604T001016 (manifest). The size is 60 x 129 pixels
instead of 4091 x 4865, with a tie point every 64 columns as there.
"""
import hashlib
import os
import tempfile
import zipfile
from xml.sax.saxutils import escape

import netCDF4
import numpy as np

from generator import truth

NAME = "S3A_OL_2_WFR____20240608T100433_20240608T100436_20240609T201500_0003_113_122_2160_MAR_O_NT_003.SEN3"
ROWS, COLUMNS, TIE_STEP = 60, 129, 64
START = "2024-06-08T10:04:33.000000Z"
STOP = "2024-06-08T10:04:35.596059Z"
LINE = 44001            # microseconds from line to line
START_2000 = 771156273  # seconds from 2000-01-01 to START
BANDS = {"Oa01": (400.0, 15.0), "Oa02": (412.5, 10.0), "Oa03": (442.5, 10.0), "Oa04": (490.0, 10.0), "Oa05": (510.0, 10.0), "Oa06": (560.0, 10.0),
         "Oa07": (620.0, 10.0), "Oa08": (665.0, 10.0), "Oa09": (673.75, 7.5), "Oa10": (681.25, 7.5), "Oa11": (708.75, 10.0), "Oa12": (753.75, 7.5),
         "Oa16": (778.75, 15.0), "Oa17": (865.0, 20.0), "Oa18": (885.0, 10.0), "Oa21": (1020.0, 40.0)}
FLAGS = {"INVALID": 0, "WATER": 1, "LAND": 2, "CLOUD": 3, "CLOUD_AMBIGUOUS": 23, "CLOUD_MARGIN": 24, "SNOW_ICE": 4, "INLAND_WATER": 5, "TIDAL": 6,
         "COSMETIC": 7, "SUSPECT": 8, "HISOLZEN": 9, "SATURATED": 10, "MEGLINT": 11, "HIGHGLINT": 12, "WHITECAPS": 13, "ADJAC": 14, "WV_FAIL": 15,
         "PAR_FAIL": 16, "AC_FAIL": 17, "OC4ME_FAIL": 18, "OCNN_FAIL": 19, "KDM_FAIL": 21, "BPAC_ON": 25, "WHITE_SCATT": 26, "LOWRW": 27, "HIGHRW": 28,
         "ANNOT_ANGSTROM": 32, "ANNOT_AERO_B": 33, "ANNOT_ABSO_D": 34, "ANNOT_ACLIM": 35, "ANNOT_ABSOA": 36, "ANNOT_MIXR1": 37, "ANNOT_DROUT": 38,
         "ANNOT_TAU06": 39, "RWNEG_O1": 40, "RWNEG_O2": 41, "RWNEG_O3": 42, "RWNEG_O4": 43, "RWNEG_O5": 44, "RWNEG_O6": 45, "RWNEG_O7": 46,
         "RWNEG_O8": 47, "RWNEG_O9": 48, "RWNEG_O10": 49, "RWNEG_O11": 50, "RWNEG_O12": 51, "RWNEG_O16": 52, "RWNEG_O17": 53, "RWNEG_O18": 54,
         "RWNEG_O21": 55}


def write(folder):
    os.makedirs(os.path.join(folder, "olci"), exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, (title, fill) in FILES.items():
            with netCDF4.Dataset(os.path.join(work, name), "w", format="NETCDF4") as data:
                attributes(data, title)
                fill(data)
        with open(os.path.join(work, "xfdumanifest.xml"), "w", encoding="utf-8") as manifest_file:
            manifest_file.write(manifest(work))
        with zipfile.ZipFile(os.path.join(folder, "olci", NAME.replace(".SEN3", ".zip")), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(os.listdir(work)):
                entry = zipfile.ZipInfo(NAME + "/" + name, (2024, 6, 9, 20, 15, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                with open(os.path.join(work, name), "rb") as member:
                    archive.writestr(entry, member.read(), compresslevel=9)


def positions():
    row, column = np.meshgrid(np.arange(float(ROWS)), np.arange(float(COLUMNS)), indexing="ij")
    return 42.70 - 0.0026 * row - 0.0004 * column, 5.95 + 0.0035 * column - 0.0006 * row


def bits(*names):
    return sum(1 << FLAGS[name] for name in names)


def quality():
    flags = np.full((ROWS, COLUMNS), bits("WATER"), dtype=np.uint64)
    flags[:4, :] |= np.uint64(bits("CLOUD"))                  # no values there
    flags[:, 120:] = bits("LAND")                             # nor there
    flags[56:, :120] |= np.uint64(bits("HIGHGLINT"))          # values ten times too high
    flags[30, 64] |= np.uint64(bits("RWNEG_O2"))              # bit 41: lost by readers of 32 bits; ten times too high
    flags[20:23, 10:13] |= np.uint64(bits("OC4ME_FAIL"))      # CHL_OC4ME alone is ten times too high
    flags[20:23, 30:33] |= np.uint64(bits("OCNN_FAIL"))       # CHL_NN, TSM_NN, ADG443_NN alone
    flags[25, :120] |= np.uint64(bits("BPAC_ON", "LOWRW", "MEGLINT"))   # good values, but IWV
    flags[40, 40] = bits("INLAND_WATER")                      # good: inland water is water
    return flags


def missing():
    flags = quality()
    return (flags & np.uint64(bits("CLOUD", "LAND"))) != 0


def spoilt():
    flags = quality()
    return np.where((flags & np.uint64(bits("HIGHGLINT", "RWNEG_O2"))) != 0, 10.0, 1.0)


def chlorophyll():
    return truth.OLCI_FACTOR * truth.chlorophyll(*positions()) * spoilt()


def packed(data, name, kind, values, scale, offset, fill, shape=("rows", "columns"), **texts):
    variable = data.createVariable(name, kind, shape, fill_value=fill, zlib=True, complevel=4, shuffle=True)
    variable.set_auto_maskandscale(False)
    numbers = {} if scale is None else {"add_offset": np.float32(offset), "scale_factor": np.float32(scale)}
    variable.setncatts({**numbers, **texts})
    if scale is not None:
        values = np.rint((np.nan_to_num(values, nan=0.0) - np.float64(np.float32(offset))) / np.float64(np.float32(scale)))
    absent = missing() if shape == ("rows", "columns") and fill is not None else False
    variable[:] = np.where(absent, fill, values).astype(kind)


def pixels(data):
    data.createDimension("rows", ROWS)
    data.createDimension("columns", COLUMNS)


def ties(data):
    data.createDimension("tie_columns", (COLUMNS - 1) // TIE_STEP + 1)
    data.createDimension("tie_rows", ROWS)
    return np.meshgrid(np.arange(float(ROWS)), np.arange(0.0, COLUMNS, TIE_STEP), indexing="ij")


def reflectance(band):
    def fill(data):
        pixels(data)
        wavelength = BANDS[band][0]
        values = np.pi * (0.010 - 0.00001 * (wavelength - 412.0) + 0.001 * (positions()[0] - 42.5)) * spoilt()
        packed(data, band + "_reflectance", "u2", values, 1.6785204e-05, -0.1, np.uint16(65535), long_name=f"Reflectance for OLCI acquisition band {band}",
               standard_name="surface_upwelling_spectral_reflectance_of_sea_water", coordinates="time_stamp altitude latitude longitude",
               ancillary_variables=band + "_reflectance_err", valid_min=np.uint16(0), valid_max=np.uint16(65534))
        packed(data, band + "_reflectance_err", "u2", np.full((ROWS, COLUMNS), 0.0005), 1.6785204e-05, -0.1, np.uint16(65535),
               long_name=f"Error estimates for OLCI acquisition band {band}", coordinates="time_stamp altitude latitude longitude",
               valid_min=np.uint16(0), valid_max=np.uint16(65534))
    return fill


def logarithm(name, long_name, unit, lowest, highest, values, flag):
    """A decimal logarithm in eight bits: 254 steps from the lowest to the highest."""
    def fill(data):
        pixels(data)
        step = (highest - lowest) / 254.0
        failed = (quality() & np.uint64(bits(flag))) != 0
        packed(data, name, "u1", np.log10(np.where(failed, 10.0, 1.0) * values()), step, lowest, np.uint8(255), long_name=long_name,
               units=f"lg(re {unit})", coordinates="time_stamp altitude latitude longitude", ancillary_variables=name + "_err",
               valid_min=np.uint8(0), valid_max=np.uint8(254))
        packed(data, name + "_err", "u1", np.full((ROWS, COLUMNS), -1.0), step, lowest, np.uint8(255), long_name="Error estimate for " + long_name,
               units=f"lg(re {unit})", coordinates="time_stamp altitude latitude longitude", valid_min=np.uint8(0), valid_max=np.uint8(254))
    return fill


def bytes_of(*variables):
    """Variables in eight bits: name, long name, unit, scale, offset, value."""
    def fill(data):
        pixels(data)
        for name, long_name, unit, scale, offset, value in variables:
            for suffix, text, number in (("", long_name, value), ("_err", "Error estimate for " + long_name, offset + 2 * scale)):
                packed(data, name + suffix, "u1", np.full((ROWS, COLUMNS), number), scale, offset, np.uint8(255), long_name=text,
                       coordinates="time_stamp altitude latitude longitude", **({"units": unit} if unit else {}))
    return fill


def geo_coordinates(data):
    pixels(data)
    latitude, longitude = positions()
    degrees(data, "latitude", latitude, ("rows", "columns"), "DEM corrected latitude")
    degrees(data, "longitude", longitude, ("rows", "columns"), "DEM corrected longitude")
    altitude = data.createVariable("altitude", "i2", ("rows", "columns"), fill_value=np.int16(-32768), zlib=True)
    altitude.setncatts({"long_name": "DEM corrected altitude", "standard_name": "surface_altitude", "units": "m", "valid_min": np.int16(-1000), "valid_max": np.int16(9000)})
    altitude[:] = np.where((quality() & np.uint64(bits("LAND"))) != 0, 120, 0)


def tie_geo_coordinates(data):
    row, column = ties(data)
    degrees(data, "latitude", 42.70 - 0.0026 * row - 0.0004 * column, ("tie_rows", "tie_columns"), "Latitude")
    degrees(data, "longitude", 5.95 + 0.0035 * column - 0.0006 * row, ("tie_rows", "tie_columns"), "Longitude")


def degrees(data, name, values, shape, long_name):
    variable = data.createVariable(name, "i4", shape, fill_value=np.int32(-2147483648), zlib=True)
    variable.set_auto_maskandscale(False)
    limit = 90000000 if name == "latitude" else 180000000
    variable.setncatts({"long_name": long_name, "standard_name": name, "units": "degrees_north" if name == "latitude" else "degrees_east",
                        "scale_factor": 1e-06, "valid_min": np.int32(-limit), "valid_max": np.int32(limit)})
    variable[:] = np.rint(values * 1e6).astype(np.int32)


def tie_geometries(data):
    """Linear in row and column, so that bilinear interpolation is exact; OAA passes 180 degrees between the first two tie points."""
    row, column = ties(data)
    angles = {"OAA": ("i4", "Observation (Viewing) Azimuth Angle", 176.0 + 0.1 * column), "OZA": ("u4", "Observation (Viewing) Zenith Angle", 5.0 + 0.4 * column),
              "SAA": ("i4", "Sun Azimuth Angle", 120.0 + 0.01 * row), "SZA": ("u4", "Sun Zenith Angle", 20.0 + 0.02 * row + 0.01 * column)}
    for name, (kind, long_name, values) in angles.items():
        values = np.where(values > 180.0, values - 360.0, values)
        variable = data.createVariable(name, kind, ("tie_rows", "tie_columns"), fill_value=np.int32(-2147483648) if kind == "i4" else np.uint32(4294967295), zlib=True)
        variable.set_auto_maskandscale(False)
        variable.setncatts({"long_name": long_name, "units": "degrees", "scale_factor": 1e-06})
        variable[:] = np.rint(values * 1e6).astype(kind)


def tie_meteo(data):
    row, column = ties(data)
    data.createDimension("wind_vectors", 2)
    data.createDimension("tie_pressure_levels", 25)
    share = 1.0 + column / (COLUMNS - 1)
    floats(data, "horizontal_wind", np.stack([3.0 * share, 4.0 * share], axis=2), ("tie_rows", "tie_columns", "wind_vectors"), "Horizontal wind vector at 10m altitude", "m.s-1")
    floats(data, "sea_level_pressure", 1013.0 + 0.0 * row, ("tie_rows", "tie_columns"), "Mean sea level pressure", "hPa")
    floats(data, "total_ozone", 0.0069 + 0.0 * row, ("tie_rows", "tie_columns"), "Total columnar ozone", "kg.m-2")
    floats(data, "humidity", 70.0 + 0.0 * row, ("tie_rows", "tie_columns"), "Relative humidity", "%")
    floats(data, "total_columnar_water_vapour", 20.0 + 0.0 * row, ("tie_rows", "tie_columns"), "Total column water vapour", "kg.m-2")
    floats(data, "atmospheric_temperature_profile", np.repeat((290.0 + 0.0 * row)[:, :, None], 25, axis=2),
           ("tie_rows", "tie_columns", "tie_pressure_levels"), "Air temperature profile", "K")


def floats(data, name, values, shape, long_name, unit):
    variable = data.createVariable(name, "f4", shape, fill_value=np.float32(-1.0), zlib=True)
    variable.setncatts({"long_name": long_name, "units": unit})
    variable[:] = values


def time_coordinates(data):
    data.createDimension("rows", ROWS)
    variable = data.createVariable("time_stamp", "i8", ("rows",), zlib=True)
    variable.setncatts({"long_name": "Elapsed time since 01 Jan 2000 0h", "standard_name": "time", "units": "microseconds since 2000-01-01 00:00:00 "})
    variable[:] = START_2000 * 1000000 + LINE * np.arange(ROWS, dtype=np.int64)


def instrument_data(data):
    """The characterised wavelength of each detector: on detectors, not on pixels."""
    pixels(data)
    data.createDimension("bands", 21)
    data.createDimension("detectors", 740)
    variable = data.createVariable("detector_index", "i2", ("rows", "columns"), fill_value=np.int16(-1), zlib=True)
    variable.setncatts({"long_name": "Detector index"})
    variable[:] = np.arange(COLUMNS)[None, :] + np.zeros((ROWS, 1))
    nominal = np.array([400, 412.5, 442.5, 490, 510, 560, 620, 665, 673.75, 681.25, 708.75, 753.75, 761.25, 764.375, 767.5, 778.75, 865, 885, 900, 940, 1020])
    floats(data, "lambda0", nominal[:, None] + np.zeros((1, 740)), ("bands", "detectors"), "OLCI characterised central wavelength", "nm")


def wqsf(data):
    pixels(data)
    variable = data.createVariable("WQSF", "u8", ("rows", "columns"), zlib=True)
    variable.setncatts({"long_name": "Classification, Quality and Science Flags", "standard_name": "sea_water_quality_flag",
                        "flag_masks": np.array([1 << bit for bit in FLAGS.values()], dtype=np.uint64), "flag_meanings": " ".join(FLAGS),
                        "coordinates": "time_stamp altitude latitude longitude"})
    variable[:] = quality()


def adg():
    return 0.02 * spoilt() + 0.0 * positions()[0]


def tsm():
    return 0.8 * spoilt() + 0.0 * positions()[0]


def attenuation():
    return 0.02 + 0.05 * chlorophyll()


TITLE = "OLCI Level 2 WATER Product, "
FILES = {
    **{band + "_reflectance.nc": (f"{TITLE}Reflectance for OLCI Acquisition Band {band} Data Set", reflectance(band)) for band in BANDS},
    "chl_nn.nc": (TITLE + "Neural Net Chlorophyll Concentration Data Set",
                  logarithm("CHL_NN", "(Neural Net) Algal pigment concentration", "mg.m-3", -2.0, 2.0, chlorophyll, "OCNN_FAIL")),
    "chl_oc4me.nc": (TITLE + "OC4ME Chlorophyll Concentration Data Set",
                     logarithm("CHL_OC4ME", "(OC4ME) Algal pigment concentration", "mg.m-3", -2.0, 2.0, chlorophyll, "OC4ME_FAIL")),
    "iop_nn.nc": (TITLE + "Inherent Optical Properties Data Set",
                  logarithm("ADG443_NN", "(Neural Net) CDM absorption coefficient", "m-1", -3.0, 2.0, adg, "OCNN_FAIL")),
    "tsm_nn.nc": (TITLE + "Total Suspended Matter Concentration Data Set",
                  logarithm("TSM_NN", "(Neural Net) Total suspended matter concentration", "g.m-3", -2.0, 2.0, tsm, "OCNN_FAIL")),
    "trsp.nc": (TITLE + "Transparency Properties Data Set",
                logarithm("KD490_M07", "(M07) Diffuse attenuation coefficient", "m-1", -2.0, 1.0, attenuation, "KDM_FAIL")),
    "par.nc": (TITLE + "Photosynthetically Active Radiation Data Set",
               bytes_of(("PAR", "Photosynthetically active radiation", "microeinstein.m-2.s-1", 1700.0 / 254.0, 500.0, 1604.3308))),
    "w_aer.nc": (TITLE + "Aerosol Over Water Data Set",
                 bytes_of(("A865", "Aerosol Angstrom exponent", None, 2.8 / 254.0, -0.3, 1.5), ("T865", "Aerosol optical thickness", None, 1.6 / 254.0, 0.0, 0.1008))),
    "iwv.nc": (TITLE + "Integrated Water Vapour Column Data Set",
               bytes_of(("IWV", "Integrated water vapour column above the current pixel", "kg.m-2", 0.3, 0.0, 15.3))),
    "geo_coordinates.nc": (TITLE + "Geo Coordinates Data Set", geo_coordinates),
    "instrument_data.nc": (TITLE + "Instrument Data Set", instrument_data),
    "tie_geo_coordinates.nc": (TITLE + "Tie-Point Geo Coordinates Data Set", tie_geo_coordinates),
    "tie_geometries.nc": (TITLE + "Tie-Point Geometries Data Set", tie_geometries),
    "tie_meteo.nc": (TITLE + "Tie-Point Meteo Data Set", tie_meteo),
    "time_coordinates.nc": (TITLE + "Time Coordinates Data Set", time_coordinates),
    "wqsf.nc": (TITLE + "Classification, Quality and Science Flags Data Set", wqsf),
}


def attributes(data, title):
    data.setncatts({
        "absolute_orbit_number": np.uint32(43387), "ac_subsampling_factor": np.uint16(TIE_STEP), "al_subsampling_factor": np.uint16(1),
        "comment": "made for tests by test-data/generate.py in the form of OLCI Level-2 water products", "contact": "ops@eumetsat.int", "creation_time": "2024-06-09T20:15:00Z",
        "institution": "MAR", "product_name": NAME, "references": "truth of test-data/generator/truth.py times 1.10", "resolution": "[ 270 294 ]",
        "source": "IPF-OL-2", "start_time": START, "stop_time": STOP, "title": title,
    })


def manifest(work):
    objects = []
    for name in sorted(FILES):
        path = os.path.join(work, name)
        with open(path, "rb") as member:
            checksum = hashlib.md5(member.read()).hexdigest()
        objects.append(f'''         <dataObject ID="{identifier(name)}Data">
            <byteStream mimeType="application/x-netcdf" size="{os.path.getsize(path)}">
               <fileLocation locatorType="URL" textInfo="{escape(FILES[name][0])}" href="./{name}"/>
               <checksum checksumName="MD5">{checksum}</checksum>
            </byteStream>
         </dataObject>''')
    bands = "\n".join(f'''                        <sentinel3:band name="{name}">
                           <sentinel3:centralWavelength>{wavelength:g}</sentinel3:centralWavelength>
                           <sentinel3:bandwidth>{width:g}</sentinel3:bandwidth>
                        </sentinel3:band>''' for name, (wavelength, width) in BANDS.items())
    latitude, longitude = positions()
    border = [(latitude[i, j], longitude[i, j]) for i, j in ((0, 0), (0, COLUMNS - 1), (ROWS - 1, COLUMNS - 1), (ROWS - 1, 0), (0, 0))]
    footprint = " ".join(f"{north:.6g} {east:.6g}" for north, east in border)
    return MANIFEST.format(name=NAME, start=START, stop=STOP, rows=ROWS, columns=COLUMNS, bands=bands, footprint=footprint, objects="\n".join(objects))


def identifier(name):
    first, *rest = name[:-3].split("_")
    return name[:-3] if name.startswith("Oa") else first + "".join(part.capitalize() for part in rest)


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
   <xfdu:XFDU xmlns:xfdu="urn:ccsds:schema:xfdu:1" xmlns:sentinel-safe="http://www.esa.int/safe/sentinel/1.1" xmlns:gml="http://www.opengis.net/gml" \
xmlns:sentinel3="http://www.esa.int/safe/sentinel/sentinel-3/1.0" xmlns:olci="http://www.esa.int/safe/sentinel/sentinel-3/olci/1.0" \
version="esa/safe/sentinel/sentinel-3/olci/level-2/1.0">
      <metadataSection>
         <metadataObject ID="acquisitionPeriod" classification="DESCRIPTION" category="DMD">
            <metadataWrap mimeType="text/xml" vocabularyName="Sentinel-SAFE" textInfo="Acquisition Period">
               <xmlData>
                  <sentinel-safe:acquisitionPeriod>
                     <sentinel-safe:startTime>{start}</sentinel-safe:startTime>
                     <sentinel-safe:stopTime>{stop}</sentinel-safe:stopTime>
                  </sentinel-safe:acquisitionPeriod>
               </xmlData>
            </metadataWrap>
         </metadataObject>
         <metadataObject ID="measurementFrameSet" classification="DESCRIPTION" category="DMD">
            <metadataWrap mimeType="text/xml" vocabularyName="Sentinel-SAFE" textInfo="Frame Set">
               <xmlData>
                  <sentinel-safe:frameSet>
                     <sentinel-safe:footPrint srsName="http://www.opengis.net/def/crs/EPSG/0/4326">
                        <gml:posList>{footprint}</gml:posList>
                     </sentinel-safe:footPrint>
                  </sentinel-safe:frameSet>
               </xmlData>
            </metadataWrap>
         </metadataObject>
         <metadataObject ID="generalProductInformation" classification="DESCRIPTION" category="DMD">
            <metadataWrap mimeType="text/xml" vocabularyName="Sentinel-SAFE" textInfo="General Product Information">
               <xmlData>
                  <sentinel3:generalProductInformation>
                     <sentinel3:productName>{name}</sentinel3:productName>
                     <sentinel3:productType>OL_2_WFR___</sentinel3:productType>
                     <sentinel3:timeliness>NT</sentinel3:timeliness>
                     <sentinel3:baselineCollection>003</sentinel3:baselineCollection>
                     <sentinel3:creationTime>20240609T201500</sentinel3:creationTime>
                  </sentinel3:generalProductInformation>
               </xmlData>
            </metadataWrap>
         </metadataObject>
         <metadataObject ID="olciProductInformation" classification="DESCRIPTION" category="DMD">
            <metadataWrap mimeType="text/xml" vocabularyName="Sentinel-SAFE" textInfo="Olci Product Information">
               <xmlData>
                  <olci:olciProductInformation>
                     <olci:imageSize>
                        <sentinel3:rows>{rows}</sentinel3:rows>
                        <sentinel3:columns>{columns}</sentinel3:columns>
                     </olci:imageSize>
                     <olci:samplingParameters>
                        <olci:alTimeSampling>44001</olci:alTimeSampling>
                        <olci:alSpatialSampling>294</olci:alSpatialSampling>
                        <olci:acSpatialSampling>270</olci:acSpatialSampling>
                        <olci:rowsPerTiePoint>1</olci:rowsPerTiePoint>
                        <olci:columnsPerTiePoint>64</olci:columnsPerTiePoint>
                     </olci:samplingParameters>
                     <olci:bandDescriptions bands="16">
{bands}
                     </olci:bandDescriptions>
                  </olci:olciProductInformation>
               </xmlData>
            </metadataWrap>
         </metadataObject>
      </metadataSection>
      <dataObjectSection>
{objects}
      </dataObjectSection>
   </xfdu:XFDU>
"""
