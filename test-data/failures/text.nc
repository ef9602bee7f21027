This is not netCDF.
It is a note that somebody saved under the wrong name.
