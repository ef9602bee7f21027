"""QARTOD's tests as ioos_qc computes them, with numpy's masked arrays and sliding windows; where ioos_qc loops over values in Python (the last step of its
spike test) this does not. usage: qartod_numpy.py gross-range|spike|gradient|rate-of-change|flat-line SERIES
Prints the counts of the flags with their digest; last line: wall seconds, CPU seconds, peak resident MB."""
import hashlib
import sys
import time

import numpy as np

GOOD, UNKNOWN, SUSPECT, FAIL, MISSING = 1, 2, 3, 4, 9


def gross_range(values, _):
    flags = np.ones(values.size, dtype="uint8")
    flags[values.mask] = MISSING
    with np.errstate(invalid="ignore"):
        flags[np.ma.filled((values < 4) | (values > 20), False)] = SUSPECT
        flags[np.ma.filled((values < -2) | (values > 40), False)] = FAIL
    return flags


def spike(values, _):
    reference = np.ma.zeros(values.size)
    reference[1:-1] = (values[:-2] + values[2:]) / 2
    height = np.abs(values - np.ma.masked_invalid(reference))
    flags = np.ones(values.size, dtype="uint8")
    flags[np.ma.filled(height > 0.5, False)] = SUSPECT
    flags[np.ma.filled(height > 1, False)] = FAIL
    flags[[0, -1]] = UNKNOWN
    flags[np.ma.getmaskarray(height)] = UNKNOWN
    flags[values.mask] = MISSING
    return flags


def gradient(values, _):
    x = np.ma.filled(values, np.nan)
    feature = np.full(x.size, np.nan)
    feature[1:-1] = x[1:-1] - (x[:-2] + x[2:]) / 2.0
    feature = np.absolute(feature)
    flags = np.full(x.size, UNKNOWN, dtype="uint8")
    flags[feature > 0.5] = FAIL
    flags[feature <= 0.5] = GOOD
    flags[~np.isfinite(x)] = MISSING
    return flags


def rate_of_change(values, times):
    rate = np.ma.zeros(values.size)
    rate[1:] = np.abs(np.diff(values) / np.diff(times).astype("timedelta64[s]").astype(float))
    flags = np.ones(values.size, dtype="uint8")
    flags[np.ma.filled(rate > 0.5 / 60, False)] = SUSPECT
    flags[np.ma.filled(rate > 1.5 / 60, False)] = FAIL
    flags[values.mask] = MISSING
    return flags


def flat_line(values, times):
    interval = np.median(np.diff(times)).astype("timedelta64[s]").astype(float)
    flags = np.full(values.size, GOOD, dtype="uint8")
    for seconds, flag in ((180, SUSPECT), (300, FAIL)):
        count = int(seconds / interval)
        window = np.lib.stride_tricks.sliding_window_view(np.ma.filled(values, np.nan), count + 1)
        window = np.ma.masked_invalid(window)
        spread = np.abs(np.max(window, 1) - np.min(window, 1))
        flat = np.ma.filled(spread < 0.001, False)
        flags[count:][flat] = flag
    flags[values.mask] = MISSING
    return flags


def peak():
    """Largest resident size, MB; getrusage would count what the parent process held when it started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


test, path = sys.argv[1:]
count = int(np.fromfile(path, "<i8", 1)[0])
values = np.fromfile(path, "<f8", count, offset=8)
times = np.fromfile(path, "<i8", count, offset=8 + 8 * count).astype("datetime64[us]")
wall, cpu = time.perf_counter(), time.process_time()
flags = {"gross-range": gross_range, "spike": spike, "gradient": gradient, "rate-of-change": rate_of_change, "flat-line": flat_line}[test](np.ma.masked_invalid(values), times)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
text = (flags + ord("0")).astype("uint8").tobytes()
counts = ", ".join(f"{n} x {flag}" for flag, n in zip(*np.unique(flags, return_counts=True)))
print("=", counts, hashlib.sha256(text).hexdigest()[:16])
print(wall, cpu, peak())
