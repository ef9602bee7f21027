"""Satellite products: PACE OCI L3m and L2, C2RCC for OLCI, a packed MODIS L3m, and CF grids on longitudes 0..360 and without time.

Groups, names, packing, flags and attributes follow real files of these products; the values are those of truth.py.
"""
import os

import netCDF4
import numpy as np

from generator import truth

MISSING = np.float32(-32767.0)
OBPG = "NASA Goddard Space Flight Center, Ocean Ecology Laboratory, Ocean Biology Processing Group"
L2_FLAGS = ("ATMFAIL LAND PRODWARN HIGLINT HILT HISATZEN COASTZ SPARE STRAYLIGHT CLDICE COCCOLITH TURBIDW HISOLZEN SPARE LOWLW CHLFAIL "
            "NAVWARN ABSAER SPARE MAXAERITER MODGLINT CHLWARN ATMWARN OPSHAL SEAICE NAVFAIL FILTER SPARE BOWTIEDEL HIPOL PRODFAIL SPARE")
C2RCC_FLAGS = ("Rtosa_OOS Rtosa_OOR Rhow_OOR Cloud_risk Iop_OOR Apig_at_max Adet_at_max Agelb_at_max Bpart_at_max Bwit_at_max Apig_at_min "
               "Adet_at_min Agelb_at_min Bpart_at_min Bwit_at_min Rhow_OOS Kd489_OOR Kdmin_OOR Kd489_at_max Kdmin_at_max Valid_PE")

# Centres of the pixels of the Ligurian box: 0.1 degrees, 41 to 44 N, 4 to 9 E, north first as OBPG writes them.
LATITUDES = np.round(43.95 - 0.1 * np.arange(30), 2)
LONGITUDES = np.round(4.05 + 0.1 * np.arange(50), 2)


def write(folder):
    os.makedirs(os.path.join(folder, "pace"), exist_ok=True)
    os.makedirs(os.path.join(folder, "grids"), exist_ok=True)
    for day in (8, 9, 10):
        pace_l3m(folder, day)
    pace_l3m_pacific(folder)
    pace_l2_bgc(folder)
    pace_l2_aop(folder)
    c2rcc(folder)
    modis(folder)
    longitudes_to_360(folder)
    days_360(folder)
    without_time(folder)
    all_missing(folder)


def box():
    latitude, longitude = np.meshgrid(LATITUDES, LONGITUDES, indexing="ij")
    return truth.SATELLITE_FACTOR * truth.chlorophyll(latitude, longitude)


def pace_l3m(folder, day):
    values = box()
    if day == 8:
        values[24:, :6] = np.nan          # cloud over 41.0 to 41.6 N, 4.0 to 4.6 E: the box around (41.15, 4.15) has no pixel
        values[27:29, 44:47] = np.nan     # and 3 of 9 pixels, the southern ones, are left around (41.15, 8.55)
    values[0, 0] = np.nan                 # land, every day
    name = f"PACE_OCI.202406{day:02d}.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc"
    l3m(os.path.join(folder, "pace", name), name, values, LATITUDES, LONGITUDES, 0.1,
        f"2024-06-{day:02d}T00:25:15.000Z", f"2024-06-{day + 1:02d}T01:15:00.000Z")


def pace_l3m_pacific(folder):
    latitude = np.arange(-14.5, -21.0, -1.0)
    longitude = np.arange(-179.5, 180.0, 1.0)
    grid = np.meshgrid(latitude, longitude, indexing="ij")
    values = truth.SATELLITE_FACTOR * truth.chlorophyll_pacific(*grid)
    name = "PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.1deg.NRT.nc"
    l3m(os.path.join(folder, "pace", name), name, values, latitude, longitude, 1.0, "2024-06-08T00:25:15.000Z", "2024-06-09T01:15:00.000Z")


def all_missing(folder):
    name = "PACE_OCI.20240611.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc"
    l3m(os.path.join(folder, "pace", name), name, np.full((30, 50), np.nan), LATITUDES, LONGITUDES, 0.1,
        "2024-06-11T00:25:15.000Z", "2024-06-12T01:15:00.000Z")


def l3m(path, name, values, latitude, longitude, step, start, end):
    with netCDF4.Dataset(path, "w", format="NETCDF4") as data:
        data.createDimension("lat", len(latitude))
        data.createDimension("lon", len(longitude))
        put(data, "chlor_a", "f4", ("lat", "lon"), values, MISSING, long_name="Chlorophyll Concentration, OCI Algorithm", units="mg m^-3",
            standard_name="mass_concentration_of_chlorophyll_in_sea_water", valid_min=np.float32(0.001), valid_max=np.float32(100.0),
            reference="made for tests: 1.25 times the truth of test-data/generator/truth.py", display_scale="log")
        put(data, "lat", "f4", ("lat",), latitude, np.float32(-999.0), long_name="Latitude", units="degrees_north", standard_name="latitude",
            valid_min=np.float32(-90.0), valid_max=np.float32(90.0))
        put(data, "lon", "f4", ("lon",), longitude, np.float32(-999.0), long_name="Longitude", units="degrees_east", standard_name="longitude",
            valid_min=np.float32(-180.0), valid_max=np.float32(180.0))
        obpg(data, name, "OCI", "PACE", "OCI Level-3 Standard Mapped Image", "L3 Mapped", start, end)
        data.setncatts({
            "map_projection": "Equidistant Cylindrical", "temporal_range": "day", "cdm_data_type": "grid", "measure": "Mean",
            "identifier_product_doi": "10.5067/PACE/OCI/L3M/CHL/2.0",
            "latitude_step": np.float32(step), "longitude_step": np.float32(step),
            "northernmost_latitude": np.float32(latitude[0] + step / 2), "southernmost_latitude": np.float32(latitude[-1] - step / 2),
            "westernmost_longitude": np.float32(longitude[0] - step / 2), "easternmost_longitude": np.float32(longitude[-1] + step / 2),
            "number_of_lines": np.int32(len(latitude)), "number_of_columns": np.int32(len(longitude)),
            "l2_flag_names": "ATMFAIL,LAND,HILT,HISATZEN,STRAYLIGHT,CLDICE,COCCOLITH,LOWLW,CHLWARN,CHLFAIL,NAVWARN,MAXAERITER,ATMWARN,HISOLZEN,NAVFAIL,FILTER,HIGLINT",
        })
        data.createGroup("processing_control").setncatts({"software_name": "l3mapgen", "software_version": "2.4.0-V2024.0"})


def swath():
    """24 lines of 24 pixels, tilted: no row or column has one latitude or longitude."""
    line, pixel = np.meshgrid(np.arange(24.0), np.arange(24.0), indexing="ij")
    return 42.40 + 0.010 * line + 0.002 * pixel, 5.90 + 0.012 * pixel - 0.003 * line


def flags_l2():
    """Flags of the swath: cloud on lines 0 to 3, sun glint on pixels 20 to 23, land in one corner."""
    flags = np.zeros((24, 24), dtype=np.int32)
    flags[:4, :] |= 1 << 9        # CLDICE
    flags[:, 20:] |= 1 << 3       # HIGLINT
    flags[20:, :3] |= 1 << 1      # LAND
    flags[12, 12] |= 1 << 10      # COCCOLITH, which no mask asks to exclude
    return flags


def pace_l2_bgc(folder):
    name = "PACE_OCI.20240608T120133.L2.OC_BGC.V2_0.NRT.nc"
    latitude, longitude = swath()
    flags = flags_l2()
    values = truth.SATELLITE_FACTOR * truth.chlorophyll(latitude, longitude)
    values[:4, :] = np.nan
    values[20:, :3] = np.nan
    values[:, 20:] *= 10.0        # under sun glint there are values, and they are wrong
    with netCDF4.Dataset(os.path.join(folder, "pace", name), "w", format="NETCDF4") as data:
        l2(data, name, "OCI Level-2 Data BGC", latitude, longitude)
        geophysical = data.createGroup("geophysical_data")
        shape = ("number_of_lines", "pixels_per_line")
        put(geophysical, "chlor_a", "f4", shape, values, MISSING, long_name="Chlorophyll Concentration, OCI Algorithm", units="mg m^-3",
            standard_name="mass_concentration_of_chlorophyll_in_sea_water", valid_min=np.float32(0.001), valid_max=np.float32(100.0), coordinates="longitude latitude")
        flag_variable(geophysical, flags)


def pace_l2_aop(folder):
    name = "PACE_OCI.20240608T120133.L2.OC_AOP.V2_0.NRT.nc"
    latitude, longitude = swath()
    bands = np.array([412, 442, 490, 510, 555, 620, 665, 709], dtype=np.int32)
    reflectance = np.stack([0.010 - 0.00001 * (band - 412) + 0.001 * (latitude - 42.5) for band in bands], axis=2)
    reflectance[:4, :, :] = np.nan
    reflectance[20:, :3, :] = np.nan
    with netCDF4.Dataset(os.path.join(folder, "pace", name), "w", format="NETCDF4") as data:
        l2(data, name, "OCI Level-2 Data AOP", latitude, longitude)
        data.createDimension("wavelength_3d", len(bands))
        put(data.createGroup("sensor_band_parameters"), "wavelength_3d", "i4", ("wavelength_3d",), bands, np.int32(-32767), long_name="wavelengths", units="nm")
        geophysical = data.createGroup("geophysical_data")
        packed = geophysical.createVariable("Rrs", "i2", ("number_of_lines", "pixels_per_line", "wavelength_3d"), fill_value=np.int16(-32767), zlib=True)
        packed.set_auto_maskandscale(False)
        packed.setncatts({"long_name": "Remote sensing reflectance", "units": "sr^-1",
                          "standard_name": "surface_ratio_of_upwelling_radiance_emerging_from_sea_water_to_downwelling_radiative_flux_in_air",
                          "valid_min": np.int16(-30000), "valid_max": np.int16(25000), "scale_factor": np.float32(2e-6), "add_offset": np.float32(0.05),
                          "coordinates": "longitude latitude"})
        packed[:] = np.where(np.isnan(reflectance), -32767, np.rint((np.nan_to_num(reflectance) - 0.05) / 2e-6)).astype(np.int16)
        flag_variable(geophysical, flags_l2())


def l2(data, name, title, latitude, longitude):
    lines, pixels = latitude.shape
    data.createDimension("number_of_lines", lines)
    data.createDimension("pixels_per_line", pixels)
    obpg(data, name, "OCI", "PACE", title, "L2", "2024-06-08T12:01:33.000Z", "2024-06-08T12:01:56.000Z")
    data.cdm_data_type = "swath"
    scan = data.createGroup("scan_line_attributes")
    # 2024-06-08T12:01:33 is 1717848093 s after 1970; one line a second.
    put(scan, "time", "f8", ("number_of_lines",), 1717848093.0 + np.arange(lines), -32767.0,
        long_name="scan line time in seconds since 1970-1-1", units="seconds since 1970-01-01")
    navigation = data.createGroup("navigation_data")
    shape = ("number_of_lines", "pixels_per_line")
    put(navigation, "longitude", "f4", shape, longitude, np.float32(-999.0), long_name="Longitude", units="degrees_east", standard_name="longitude",
        valid_min=np.float32(-180.0), valid_max=np.float32(180.0))
    put(navigation, "latitude", "f4", shape, latitude, np.float32(-999.0), long_name="Latitude", units="degrees_north", standard_name="latitude",
        valid_min=np.float32(-90.0), valid_max=np.float32(90.0))


def flag_variable(group, flags):
    variable = group.createVariable("l2_flags", "i4", ("number_of_lines", "pixels_per_line"), zlib=True)
    masks = (np.uint32(1) << np.arange(32, dtype=np.uint32)).astype(np.uint32).view(np.int32)
    variable.setncatts({"long_name": "Level-2 Processing Flags", "flag_masks": masks, "flag_meanings": L2_FLAGS, "coordinates": "longitude latitude"})
    variable[:] = flags


def c2rcc(folder):
    line, pixel = np.meshgrid(np.arange(20.0), np.arange(30.0), indexing="ij")
    latitude = 42.70 - 0.005 * line - 0.001 * pixel
    longitude = 6.00 + 0.006 * pixel - 0.001 * line
    chlorophyll = truth.OLCI_FACTOR * truth.chlorophyll(latitude, longitude)
    valid = np.ones((20, 30), dtype=bool)
    valid[:, 25:] = False
    chlorophyll[~valid] *= 10.0        # outside Valid_PE there are values, and they are wrong
    flags = np.where(valid, np.int32(-2147483648), np.int32(1)).astype(np.int32)
    flags[:3, :5] |= 8                 # Cloud_risk, on valid pixels
    with netCDF4.Dataset(os.path.join(folder, "olci_c2rcc_20240608T100500.nc"), "w", format="NETCDF4") as data:
        data.createDimension("y", 20)
        data.createDimension("x", 30)
        data.setncatts({"Conventions": "CF-1.4", "product_type": "C2RCC_OLCI", "metadata_profile": "beam", "metadata_version": "0.5",
                        "auto_grouping": "iop:conc:rtoa:rrs:rhown:kd:unc", "start_date": "08-JUN-2024 10:05:00.000000", "stop_date": "08-JUN-2024 10:05:09.000000"})
        not_a_number = np.float32(np.nan)
        put(data, "conc_chl", "f4", ("y", "x"), chlorophyll, not_a_number, long_name="Chlorophylll concentration", units="mg m^-3",
            valid_pixel_expression="c2rcc_flags.Valid_PE", coordinates="lat lon")
        put(data, "kd489", "f4", ("y", "x"), 0.02 + 0.05 * chlorophyll, not_a_number, long_name="Irradiance attenuation coefficient at 489 nm", units="m^-1",
            valid_pixel_expression="c2rcc_flags.Valid_PE", coordinates="lat lon")
        for band, wavelength in ((1, 400.0), (4, 490.0), (6, 560.0)):
            put(data, f"rrs_{band}", "f4", ("y", "x"), 0.008 - 0.00001 * (wavelength - 400.0) + 0.0 * chlorophyll, not_a_number,
                long_name="Atmospherically corrected angular dependent remote sensing reflectances", units="sr^-1", bandwidth=np.float32(10.0),
                wavelength=np.float32(wavelength), valid_pixel_expression="c2rcc_flags.Valid_PE", coordinates="lat lon")
        variable = data.createVariable("c2rcc_flags", "i4", ("y", "x"), zlib=True)
        masks = np.array([1 << bit for bit in range(20)] + [-2147483648], dtype=np.int32)
        variable.setncatts({"flag_meanings": C2RCC_FLAGS, "flag_masks": masks, "flag_coding_name": "c2rcc_flags", "long_name": "C2RCC quality flags",
                            "coordinates": "lat lon", "_Unsigned": "true"})
        variable[:] = flags
        put(data, "lat", "f8", ("y", "x"), latitude, np.nan, long_name="latitude coordinate", standard_name="latitude", units="degrees_north")
        put(data, "lon", "f8", ("y", "x"), longitude, np.nan, long_name="longitude coordinate", standard_name="longitude", units="degrees_east")


def modis(folder):
    """Particulate organic carbon of line i and pixel j is 100 + 2 i + j mg m-3, packed in 16 bits as OBPG does."""
    i, j = np.meshgrid(np.arange(30), np.arange(50), indexing="ij")
    name = "A2024160.L3m_DAY_POC_poc_0p1deg.nc"
    with netCDF4.Dataset(os.path.join(folder, "grids", name), "w", format="NETCDF4") as data:
        data.createDimension("lat", 30)
        data.createDimension("lon", 50)
        variable = data.createVariable("poc", "i2", ("lat", "lon"), fill_value=np.int16(-32767), zlib=True)
        variable.set_auto_maskandscale(False)
        variable.setncatts({"long_name": "Particulate Organic Carbon, D. Stramski, 2007 (443/555 version)", "scale_factor": np.float32(0.2),
                            "add_offset": np.float32(6400.0), "units": "mg m^-3", "standard_name": "mole_concentration_of_particulate_organic_carbon_in_sea_water",
                            "valid_min": np.int16(-32000), "valid_max": np.int16(-27000)})
        packed = np.rint((100.0 + 2.0 * i + j - 6400.0) / 0.2).astype(np.int16)
        packed[5, 5] = -32767          # missing
        packed[5, 6] = -20000          # beyond valid_max: missing as well
        variable[:] = packed
        put(data, "lat", "f4", ("lat",), LATITUDES, np.float32(-999.0), long_name="Latitude", units="degree_north")
        put(data, "lon", "f4", ("lon",), LONGITUDES, np.float32(-999.0), long_name="Longitude", units="degree_east")
        obpg(data, name, "MODIS", "Aqua", "HMODISA Level-3 Standard Mapped Image", "L3 Mapped", "2024-06-08T00:15:10.000Z", "2024-06-09T02:55:08.000Z")
        data.setncatts({"cdm_data_type": "grid", "map_projection": "Equidistant Cylindrical", "latitude_step": np.float32(0.1), "longitude_step": np.float32(0.1)})


def longitudes_to_360(folder):
    """Three days on longitudes 176.5 to 184.5, classic netCDF, 1.25 times the truth times the day of the file (1, 2, 3)."""
    latitude = np.arange(-14.5, -21.0, -1.0)
    longitude = np.arange(176.5, 185.0, 1.0)
    grid = np.meshgrid(latitude, longitude, indexing="ij")
    with netCDF4.Dataset(os.path.join(folder, "grids", "cf_longitudes_0_360.nc"), "w", format="NETCDF3_CLASSIC") as data:
        data.createDimension("time", 3)
        data.createDimension("latitude", len(latitude))
        data.createDimension("longitude", len(longitude))
        data.setncatts({"Conventions": "CF-1.7, COARDS, ACDD-1.3", "title": "Chlorophyll a concentration on longitudes 0..360, made for tests", "cdm_data_type": "Grid"})
        days = np.array([19882.5, 19883.5, 19884.5]) * 86400.0      # 2024-06-08, 09, 10 at noon
        put(data, "time", "f8", ("time",), days, None, axis="T", standard_name="time", units="seconds since 1970-01-01T00:00:00Z")
        put(data, "latitude", "f8", ("latitude",), latitude, None, axis="Y", standard_name="latitude", units="degrees_north")
        put(data, "longitude", "f8", ("longitude",), longitude, None, axis="X", standard_name="longitude", units="degrees_east")
        put(data, "chlor_a", "f4", ("time", "latitude", "longitude"),
            np.stack([factor * truth.SATELLITE_FACTOR * truth.chlorophyll_pacific(*grid) for factor in (1.0, 2.0, 3.0)]), np.float32(np.nan),
            standard_name="mass_concentration_of_chlorophyll_a_in_sea_water", units="mg m-3", long_name="Chlorophyll-a concentration in seawater")


def days_360(folder):
    """Six days of a model with months of 30 days, over the end of February: 26, 27, 28, 29, 30 February and 1 March 2001."""
    with netCDF4.Dataset(os.path.join(folder, "grids", "cf_360_day.nc"), "w", format="NETCDF3_CLASSIC") as data:
        data.createDimension("time", 6)
        data.createDimension("bnds", 2)
        data.createDimension("lat", 2)
        data.createDimension("lon", 2)
        data.setncatts({"Conventions": "CF-1.7 CMIP-6.2", "mip_era": "CMIP6", "source_id": "MADE-UP-LL", "experiment_id": "historical", "variant_label": "r1i1p1f3",
                        "title": "Daily sea surface temperature of a model with 360-day years, made for tests", "frequency": "day"})
        days = np.arange(55.0, 61.0)
        put(data, "time", "f8", ("time",), days + 0.5, None, axis="T", standard_name="time", units="days since 2001-01-01", calendar="360_day", bounds="time_bnds")
        put(data, "time_bnds", "f8", ("time", "bnds"), np.stack([days, days + 1], -1), None)
        put(data, "lat", "f8", ("lat",), [44.5, 43.5], None, standard_name="latitude", units="degrees_north")
        put(data, "lon", "f8", ("lon",), [5.5, 6.5], None, standard_name="longitude", units="degrees_east")
        put(data, "tos", "f4", ("time", "lat", "lon"), 286.15 + np.arange(6.0)[:, None, None] + np.array([[0.0, 0.25], [0.5, np.nan]]), np.float32(1e20),
            standard_name="sea_surface_temperature", units="K", cell_methods="area: mean where sea time: mean")


def without_time(folder):
    with netCDF4.Dataset(os.path.join(folder, "grids", "cf_without_time.nc"), "w", format="NETCDF3_CLASSIC") as data:
        data.createDimension("latitude", len(LATITUDES))
        data.createDimension("longitude", len(LONGITUDES))
        data.setncatts({"Conventions": "CF-1.8", "title": "A grid that does not say when, made for tests"})
        put(data, "latitude", "f8", ("latitude",), LATITUDES, None, standard_name="latitude", units="degrees_north")
        put(data, "longitude", "f8", ("longitude",), LONGITUDES, None, standard_name="longitude", units="degrees_east")
        put(data, "chlor_a", "f4", ("latitude", "longitude"), box(), np.float32(-999.0), units="mg m-3",
            standard_name="mass_concentration_of_chlorophyll_a_in_sea_water")


def obpg(data, name, instrument, platform, title, level, start, end):
    data.setncatts({
        "product_name": name, "title": title, "instrument": instrument, "platform": platform, "source": f"made for tests by test-data/generate.py in the form of {instrument}-{platform}",
        "project": "Ocean Biology Processing Group (NASA/GSFC/OBPG)", "processing_version": "2.0", "Conventions": "CF-1.6 ACDD-1.3", "institution": OBPG,
        "naming_authority": "gov.nasa.gsfc.sci.oceandata", "processing_level": level, "time_coverage_start": start, "time_coverage_end": end,
        "creator_name": "galaxy-oceanml", "date_created": "2024-07-01T00:00:00.000Z",
    })


def put(group, name, kind, dimensions, values, fill, **attributes):
    classic = group.data_model == "NETCDF3_CLASSIC"
    variable = group.createVariable(name, kind, dimensions, fill_value=fill, **({} if classic else {"zlib": True}))
    variable.set_auto_mask(False)
    variable.setncatts(attributes)
    values = np.asarray(values)
    if fill is not None and values.dtype.kind == "f":
        values = np.where(np.isnan(values), fill, values)
    variable[:] = values.astype(kind)
