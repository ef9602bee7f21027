#!/usr/bin/python3
"""Writes every file of this folder that is not text by hand: small files in authentic formats with a planted truth.

usage: /usr/bin/python3 test-data/generate.py [FOLDER]        (Debian: apt-get install python3-netcdf4 python3-h5py)

Without FOLDER the files are written here. Same script, same bytes: nothing depends on the clock, and random numbers come from
fixed seeds. What is planted is documented in README.md; tests check it there. The Parquet files are written by our own writer
from the CSV files of the same name: see README.md.
"""
import os
import sys

from generator import argo, fields, failures, insitu, models, sen3, series, tables


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    argo.write(folder)
    fields.write(folder)
    sen3.write(folder)
    tables.write(folder)
    series.write(folder)
    models.write(folder)
    insitu.write(folder)
    failures.write(folder)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
