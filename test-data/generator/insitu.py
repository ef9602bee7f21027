"""Files of in situ instruments and data centres, small, in the conventions that their real files follow."""
import os

import netCDF4
import numpy as np


def write(folder):
    target = os.path.join(folder, "insitu")
    os.makedirs(target, exist_ok=True)
    text(os.path.join(target, "station_7.cnv"), SEA_BIRD, "latin-1", "\r\n")
    text(os.path.join(target, "00AA20240608_hy1.csv"), BOTTLE)
    text(os.path.join(target, "00AA20240608_00003_00001_ct1.csv"), CTD)
    text(os.path.join(target, "OC_202406_TS_MO_TEST0001.csv"), COAST_HF)
    text(os.path.join(target, "marel_carnot.csv"), MAREL)
    text(os.path.join(target, "0001SOOCNQC.TXT"), FLOATVIZ, "latin-1", "\r\n")
    text(os.path.join(target, "seadatanet_odv.txt"), ODV)
    text(os.path.join(target, "cast.sb"), SEABASS)
    odv(os.path.join(target, "odv_export.nc"))
    hypernets(os.path.join(target, "HYPERNETS_W_TEST_L2A_REF_20240608T1000.nc"))
    drifting(os.path.join(target, "OS_TEST_20240608_R.nc"))


def text(path, content, encoding="utf-8", end="\n"):
    with open(path, "w", newline=end, encoding=encoding) as file:
        file.write(content.lstrip("\n"))


# Two sensors of temperature and salinity, one bad scan (loop edit), one missing value (both as bad_flag). 42 33.00 N, 6 03.00 E; 0.25 s per scan.
SEA_BIRD = """
* Sea-Bird SBE 9 Data File:
* FileName = C:\\data\\ST007.hex
* Software Version Seasave V 7.26.7.121
* NMEA Latitude = 42 33.00 N
* NMEA Longitude = 006 03.00 E
* NMEA UTC (Time) = Jun 08 2024  10:00:00
* System UTC = Jun 08 2024 10:00:02
** Ship: RV Test
** Cruise: TEST24
** Station: 7
** Cast: 2
# nquan = 8
# nvalues = 5
# units = specified
# name 0 = prDM: Pressure, Digiquartz [db]
# name 1 = t090C: Temperature [ITS-90, deg C]
# name 2 = t190C: Temperature, 2 [ITS-90, deg C]
# name 3 = sal00: Salinity, Practical [PSU]
# name 4 = sal11: Salinity, Practical, 2 [PSU]
# name 5 = sbeox0ML/L: Oxygen, SBE 43 [ml/l], WS = 2
# name 6 = flECO-AFL: Fluorescence, WET Labs ECO-AFL/FL [mg/m^3]
# name 7 = sigma-\u00e900: Density [sigma-theta, kg/m^3]
# name 8 = flag:  0.000e+00
# interval = seconds: 0.25
# start_time = Jun 08 2024 10:00:00 [NMEA time, first data scan]
# bad_flag = -9.990e-29
# file_type = ascii
*END*
      2.000    19.5000    19.5010    38.1000    38.1020     5.4000     0.2230    27.2000  0.000e+00
      4.000    19.4000    19.4010    38.1100    38.1120     5.4100     0.2240    27.2300  0.000e+00
      3.000    19.4500    19.4510    38.1050    38.1070     5.4050     0.2235    27.2150 -9.990e-29
      6.000    19.3000    19.3010    38.1200    38.1220 -9.990e-29     0.2250    27.2600  0.000e+00
      8.000    19.2000    19.2010    38.1300    38.1320     5.4300     0.2260    27.2900  0.000e+00
"""

# Two stations, three bottles; DEPTH is the sea floor.
BOTTLE = """
BOTTLE,20240701TESTTEST
# EXPOCODE: 00AA20240608
# a cruise that never was
EXPOCODE,SECT_ID,STNNBR,CASTNO,BTLNBR,BTLNBR_FLAG_W,DATE,TIME,LATITUDE,LONGITUDE,DEPTH,CTDPRS,CTDTMP,CTDSAL,CTDSAL_FLAG_W,SALNTY,SALNTY_FLAG_W,CTDOXY,CTDOXY_FLAG_W,OXYGEN,OXYGEN_FLAG_W,NITRAT,NITRAT_FLAG_W,PH_TOT,PH_TOT_FLAG_W,PH_TMP
,,,,,,,,,,METERS,DBAR,ITS-90,PSS-78,,PSS-78,,UMOL/KG,,UMOL/KG,,UMOL/KG,,,,DEG C
00AA20240608, T01,   3,  1,  24,2,20240608,0042, 42.5500,   6.0500, 2500,    5.1,  19.5000,  38.1000,2,  38.1010,2,   215.0,3,   214.1,2,    0.05,2,  8.0510,2,   25.00
00AA20240608, T01,   3,  1,   1,2,20240608,0010, 42.5500,   6.0500, 2500, 2003.0,  13.1000,  38.4500,2,-999.0000,9,   205.0,3,  -999.0,9,    8.20,6,-999.0000,9, -999.00
00AA20240608, T01,   4,  2,   1,4,20240609,1507, 42.6500,   6.1500, 2480,  100.2,  14.2000,  38.3000,2,  38.9000,4,   210.0,3,   209.5,2,-999.00,5,-999.0000,9, -999.00
END_DATA
"""

CTD = """
CTD,20240701TESTTEST
# a cast that never was
NUMBER_HEADERS = 10
EXPOCODE = 00AA20240608
SECT_ID = T01
STNNBR = 3
CASTNO = 1
DATE = 20240608
TIME = 0007
LATITUDE = 42.5500
LONGITUDE = 6.0500
DEPTH = 2500
CTDPRS,CTDPRS_FLAG_W,CTDTMP,CTDTMP_FLAG_W,CTDSAL,CTDSAL_FLAG_W,CTDOXY,CTDOXY_FLAG_W
DBAR,,ITS-90,,PSS-78,,UMOL/KG,
      2.0,2,  19.5100,2,  38.1000,2,    215.0,2
      4.0,2,  19.4900,7,  38.1010,6,   -999.0,9
END_DATA
"""

# An air level 2 m above the water and a level 1.5 m below: TEMP is twice. -99999 with flag 1 is no value; the last line has water alone.
COAST_HF = """
PLATFORM,DATE (yyyy-mm-ddThh:mi:ssZ),LATITUDE (degree_north),LONGITUDE (degree_east),TEMP LEVEL-1 (degree_Celsius),ATMS LEVEL-1 (hectopascal),DEPH LEVEL-1 (meter),TEMP LEVEL1 (degree_Celsius),PSAL LEVEL1 (psu),DEPH LEVEL1 (meter),DOX1 LEVEL1 (ml/l),PHPH LEVEL1 (none),QC
TEST0001,2024-06-08T10:00:00Z,42.5500,6.0500,21.1,-99999,-2,19.5,38.1,1.5,5.4,-1000,011111711714
TEST0001,2024-06-08T10:20:00Z,42.5500,6.0500,21.2,1015.2,-2,19.6,38.2,1.5,5.5,8.1,011131712711
TEST0001,2024-06-08T10:40:00Z,42.5500,6.0500,,,,19.7,38.3,1.5,,8.2,011199911791
"""

MAREL = """
Dates,Hours,C_NI1,C_PO1,C_O21,C_SI1,CSAL1,CSAT1,ETCO1,E_LU1,E_O21,E_PH1,E_TU1,ECHL1,E__TA,XMAHH
2006-03-01,00:10:00,20.97,0.79,9.48,8.22,33.13,99.75,8.53,0,11.55,8.13,19.3,0.94,8.2,5.92
2006-03-01,00:30:00,,0.8,9.44,,33.22,99.16,8.8,0,11.51,8.11,19.8,1.33,8.1,6.52
"""

FLOATVIZ = """
//0
//File updated on 07/01/2024 00:00
//!! ADJUSTED DATA FILE !!
//WMO ID: 6999009
//MBARI ID: 0001SOOCN
//
//Missing data value = -1e10
//Data quality flags: 0=Good, 4=Questionable, 8=Bad, 1=Missing or not inspected
//Note: all timestamps are in GMT.
Cruise\tStation\tType\tmon/day/yr\thh:mm\tLon [\u00b0E]\tLat [\u00b0N]\tQF\tPressure[dbar]\tQF\tTemperature[\u00b0C]\tQF\tSalinity[pss]\tQF\tOxygen[\u00b5mol/kg]\tQF\tChl_a[mg/m^3]\tQF\tpHinsitu[Total]\tQF\tTALK_LIAR[\u00b5mol/kg]\tQF
6999009\t1\tC\t06/08/2024\t10:00\t6.050\t42.550\t0\t1000.10\t0\t13.1000\t0\t38.4500\t0\t205.00\t0\t-1E+10\t1\t7.9000\t8\t2590\t0
6999009\t1\tC\t06/08/2024\t10:00\t6.050\t42.550\t0\t5.10\t0\t19.5000\t0\t38.1000\t4\t214.00\t0\t0.2230\t0\t8.0500\t0\t2560\t0
6999009\t2\tC\t06/18/2024\t10:05\t6.150\t42.650\t4\t\t\t\t\t\t\t\t\t\t\t\t\t\t
6999009\t3\tC\t06/28/2024\t10:10\t6.250\t42.750\t0\t5.30\t0\t20.1000\t0\t38.2000\t0\t-1E+10\t1\t0.2350\t0\t8.0600\t0\t2561\t0
"""

# What is said of a station stands in its first row alone.
ODV = """
//SDN_parameter_mapping
//<subject>SDN:LOCAL:PRESSURE</subject><object>SDN:P01::PRESPR01</object><units>SDN:P06::UPDB</units>
//<subject>SDN:LOCAL:T</subject><object>SDN:P01::TEMPPR01</object><units>SDN:P06::UPAA</units>
Cruise\tStation\tType\tyyyy-mm-ddThh:mm:ss.sss\tLongitude [degrees_east]\tLatitude [degrees_north]\tLOCAL_CDI_ID\tEDMO_code\tBot. Depth [m]\tPRESPR01 [dbar]\tQV:SEADATANET:PRESPR01 [dbar]\tTEMPPR01 [degrees C]\tQV:SEADATANET:TEMPPR01 [degrees C]
TEST24\t7\tC\t2024-06-08T10:00:00.000\t6.05\t42.55\tTEST24_7\t486\t2500\t2\t1\t19.5\t1
\t\t\t\t\t\t\t\t\t4\t1\t19.4\tB
TEST24\t8\tC\t2024-06-09T11:00:00.000\t6.15\t42.65\tTEST24_8\t486\t\t2\t1\t19.6\t4
\t\t\t\t\t\t\t\t\t4\t1\t\t9
"""

# Rows without time and place, and nitrate beyond the limits of detection.
SEABASS = """
/begin_header
/investigators=Nobody
/affiliations=Nowhere
/experiment=TEST
/cruise=TEST24
/station=7
/data_file_name=cast.sb
/data_type=bottle
/start_date=20240608
/end_date=20240608
/start_time=10:00:00[GMT]
/end_time=10:40:00[GMT]
/north_latitude=42.56[DEG]
/south_latitude=42.54[DEG]
/east_longitude=6.05[DEG]
/west_longitude=6.05[DEG]
/water_depth=2500
/missing=-9999
/below_detection_limit=-8888
/above_detection_limit=-7777
/delimiter=comma
! planted
/fields=depth,Wt,NO3,Tot_Chl_a
/units=m,degreesC,umol/L,mg/m^3
/end_header
5,19.5,-8888,0.223
50,14.5,1.25,-9999
500,13.2,-7777,0.001
"""


def constant_text(data, name, dimensions, values):
    variable = data.createVariable(name, "S1", dimensions)
    for i, value in enumerate(values):
        variable[i, :] = netCDF4.stringtochar(np.array([value], f"S{len(data.dimensions[dimensions[1]])}"))[0]
    return variable


def odv(path):
    """Two stations of up to three samples, as Ocean Data View exports them; the flags are bytes of characters, and the fill value of flags is a flag."""
    digits = np.array([48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 65, 66, 81], "i1")
    with netCDF4.Dataset(path, "w", format="NETCDF3_CLASSIC") as data:
        data.setncatts({"Conventions": "CF-1.7", "comment": "ODV NetCDF Export File V2.0", "DataField": "Ocean", "DataType": "Profiles", "featureType": "profile"})
        for name, length in (("N_STATIONS", 2), ("N_SAMPLES", 3), ("STRING6", 6), ("STRING8", 8)):
            data.createDimension(name, length)
        for name, label, dimensions, values in (
                ("metavar1", "Cruise", ("N_STATIONS", "STRING6"), ["TEST24", "TEST25"]), ("metavar2", "Station", ("N_STATIONS", "STRING6"), ["7", "8"]),
                ("metavar4", "LOCAL_CDI_ID", ("N_STATIONS", "STRING8"), ["TEST24_7", "TEST25_8"]), ("metavar5", "Data set name", ("N_STATIONS", "STRING6"), ["a", "b"])):
            constant_text(data, name, dimensions, values).long_name = label

        def put(name, kind, dimensions, values, fill, flags, generic=False, **attributes):
            variable = data.createVariable(name, kind, dimensions, fill_value=fill)
            variable.setncatts({**attributes, "ancillary_variables": name + "_qc"})
            variable[:] = values
            flag = data.createVariable(name + "_qc", "i1", dimensions, fill_value=49 if generic else 57)
            flag.setncatts({"standard_name": "status_flag", "comment": "ODV - ODV generic quality codes" if generic else "SEADATANET - SeaDataNet quality codes"})
            flag.flag_values = np.array([48, 49, 52, 56], "i1") if generic else digits
            flag.flag_meanings = "good_quality unknown_quality questionable_quality bad_quality" if generic else \
                "no_quality_control good_value probably_good_value probably_bad_value bad_value changed_value value_below_detection value_in_excess interpolated_value missing_value value_phenomenon_uncertain nominal_value value_below_limit_of_quantification"
            flag.set_auto_mask(False)
            flag[:] = np.array(flags, "i1")

        put("longitude", "f4", ("N_STATIONS",), [6.05, 6.15], -1e10, [48, 49], True, long_name="Longitude", standard_name="longitude", units="degrees_east")
        put("latitude", "f4", ("N_STATIONS",), [42.55, 42.65], -1e10, [48, 49], True, long_name="Latitude", standard_name="latitude", units="degrees_north")
        put("metavar6", "f4", ("N_STATIONS",), [2500, -1e10], -1e10, [49, 57], long_name="Bot. Depth", units="m")
        put("date_time", "f8", ("N_STATIONS",), [0.5, 1.25], -1e10, [48, 48], True, long_name="Decimal Gregorian Days of the station", standard_name="time", units="days since 2024-06-08 00:00:00 UTC")
        put("var1", "f4", ("N_STATIONS", "N_SAMPLES"), [[0, 10, 20], [5, 15, -1e10]], -1e10, [[49, 49, 49], [49, 49, 57]], long_name="Depth", units="m", comment="Codes: SDN:P01::ADEPZZ01 SDN:P06::ULAA")
        put("var2", "f4", ("N_STATIONS", "N_SAMPLES"), [[19.5, 18.5, -1e10], [19.25, 17, -1e10]], -1e10, [[49, 50, 57], [49, 52, 57]], long_name="ITS-90 water temperature", units="degrees C")
        put("var3", "f4", ("N_STATIONS", "N_SAMPLES"), [[-1e10, 0.25, 0.5], [0.125, -1e10, -1e10]], -1e10, [[57, 65, 81], [54, 57, 57]], long_name="Water body phosphate", units="umol/l", comment="Codes: SDN:P35::EPC00007 SDN:P06::UPOX")


def hypernets(path):
    """Three series of five bands, layout of hypernets_processor: wavelength first, packed relative uncertainties, the bits of this file's flags in an order of its own."""
    meanings = ["saturation", "bad_pointing", "outliers", "def_wind_flag", "simil_fail"]
    with netCDF4.Dataset(path, "w", format="NETCDF4") as data:
        data.setncatts({
            "title": "HYPSTAR Water network dataset of spectral surface reflectance", "site_id": "TEST", "system_id": "HYPSTAR_W_000", "site_latitude": "42.55", "site_longitude": "6.05",
            "product_name": "HYPERNETS_W_TEST_L2A_REF_20240608T1000_20240608T1200_v2.0", "sequence_id": "SEQ20240608T100000", "processor_name": "hypernets_processor", "processor_version": "2.0"})
        data.createDimension("wavelength", 5)
        data.createDimension("series", 3)
        wavelength = data.createVariable("wavelength", "f4", ("wavelength",))
        wavelength.setncatts({"standard_name": "wavelength", "long_name": "Wavelength", "units": "nm"})
        wavelength[:] = [412.5, 443.0, 490.25, 560.0, 665.0]
        time = data.createVariable("acquisition_time", "u4", ("series",))
        time.setncatts({"standard_name": "time", "long_name": "Acquisition time in seconds since 1970-01-01 00:00:00", "units": "s"})
        time[:] = [1717840800, 1717840860, 1717840920]
        for name, values in (("solar_zenith_angle", [25.0, 25.1, 25.2]), ("viewing_zenith_angle", [140.0, 140.0, 140.0])):
            angle = data.createVariable(name, "f4", ("series",))
            angle.units = "degrees"
            angle[:] = values
        flag = data.createVariable("quality_flag", "u4", ("series",))
        flag.setncatts({"standard_name": "quality_flag", "flag_masks": "1, 2, 4, 8, 16", "flag_meanings": " ".join(meanings)})
        flag[:] = [0, 4 + 8, 2]
        spectrum = np.array([[0.010, 0.020, 0.030], [0.012, 0.022, 0.032], [0.016, 0.026, 0.036], [0.014, 0.024, 0.034], [0.004, 0.008, np.nan]], "f4")
        for name, factor in (("reflectance", 1.0), ("reflectance_nosc", 1.1), ("water_leaving_radiance", 100.0)):
            variable = data.createVariable(name, "f4", ("wavelength", "series"))
            variable.units = "mW m^-2 nm^-1 sr^-1" if factor == 100 else "-"
            variable[:] = spectrum * factor
        for name, value in (("u_rel_random_reflectance", 3.0), ("u_rel_systematic_reflectance", 4.0)):
            variable = data.createVariable(name, "u2", ("wavelength", "series"), fill_value=65535)
            variable.setncatts({"units": "%", "scale_factor": 0.01})
            variable[:] = np.full((5, 3), value)
        correlation = data.createVariable("err_corr_systematic_reflectance", "i1", ("wavelength", "wavelength"))
        correlation[:] = np.eye(5) * 100


def drifting(path):
    """A buoy of OceanSITES whose positions have a dimension of their own, as many as times; two depths; salinity beyond its valid range."""
    meanings = "unknown good_data probably_good_data potentially_correctable bad_data nominal_value interpolated_value missing_value"
    with netCDF4.Dataset(path, "w", format="NETCDF4") as data:
        data.setncatts({"data_type": "OceanSITES time-series data", "Conventions": "CF-1.6 OceanSITES-1.3", "site_code": "TEST", "platform_code": "TEST0002"})
        for name, length in (("TIME", 3), ("LATITUDE", 3), ("LONGITUDE", 3), ("DEPTH", 2)):
            data.createDimension(name, length)

        def put(name, dimensions, values, **attributes):
            variable = data.createVariable(name, "f8", dimensions, fill_value=-2147483647.0)
            variable.setncatts(attributes)
            variable[:] = values

        def flags(name, dimensions, values):
            variable = data.createVariable(name, "i1", dimensions, fill_value=-127)
            variable.setncatts({"conventions": "OceanSITES QC Flags", "flag_values": "0,1,2,3,4,7,8,9", "flag_meanings": meanings})
            variable[:] = values

        put("TIME", ("TIME",), [27187.5, 27187.75, 27188.0], standard_name="time", axis="T", units="days since 1950-01-01T00:00:00+00:00", calendar="standard")
        flags("TIME_QC", ("TIME",), [1, 1, 1])
        put("LATITUDE", ("LATITUDE",), [42.55, 42.56, 42.57], standard_name="latitude", axis="Y", units="Degrees north")
        put("LONGITUDE", ("LONGITUDE",), [6.05, 6.06, 6.07], standard_name="longitude", axis="X", units="Degrees east")
        flags("POSITION_QC", ("TIME",), [1, 1, 8])
        put("DEPTH", ("DEPTH",), [1, 20], standard_name="depth", axis="Z", positive="down", units="metres")
        put("TEMP", ("TIME", "DEPTH"), [[19.5, 15.5], [19.6, 15.6], [19.7, -2147483647.0]], standard_name="sea_water_temperature", units="Degree Celsius")
        flags("TEMP_QC", ("TIME", "DEPTH"), [[1, 1], [2, 1], [1, 9]])
        put("PSAL", ("TIME", "DEPTH"), [[38.1, 38.2], [2.5, 38.2], [38.1, -2147483647.0]], standard_name="sea_water_practical_salinity", units="1", valid_min=30.0, valid_max=40.0)
        flags("PSAL_QC", ("TIME", "DEPTH"), [[1, 1], [4, 7], [1, 9]])
