"""Files that cannot be used, for the tests of plain messages."""
import os


def write(folder):
    target = os.path.join(folder, "failures")
    os.makedirs(target, exist_ok=True)
    cut(folder, "gdac/dac/coriolis/6999001/profiles/SR6999001_001.nc", os.path.join(target, "truncated_classic.nc"), 12000)
    cut(folder, "pace/PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc", os.path.join(target, "truncated_hdf5.nc"), 9000)
    with open(os.path.join(target, "text.nc"), "w", encoding="ascii") as file:
        file.write("This is not netCDF.\nIt is a note that somebody saved under the wrong name.\n")
    with open(os.path.join(target, "empty.nc"), "wb"):
        pass
    with open(os.path.join(target, "names_only.csv"), "w", encoding="ascii") as file:
        file.write("time,latitude,longitude,chlorophyll\n")
    with open(os.path.join(target, "without_position.csv"), "w", encoding="ascii") as file:
        file.write("time,chlorophyll\n2024-06-08T10:00:00Z,0.223\n2024-06-09T10:00:00Z,0.229\n")


def cut(folder, source, target, size):
    with open(os.path.join(folder, source), "rb") as file:
        data = file.read()
    assert len(data) > size, f"{source} has only {len(data)} bytes"
    with open(target, "wb") as file:
        file.write(data[:size])
