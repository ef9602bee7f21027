"""The ocean that every file of the set is a sample of."""
import datetime

# Satellite chlorophyll is this many times the truth: a matchup gives log10 bias log10(1.25) = 0.09691.
SATELLITE_FACTOR = 1.25

# C2RCC's is another one.
OLCI_FACTOR = 1.10

EPOCH_1950 = datetime.datetime(1950, 1, 1)


def chlorophyll(latitude, longitude):
    """Surface chlorophyll (mg m-3) in the Ligurian box. Linear, so that the mean of any symmetric box is its central value."""
    return 0.20 + 0.04 * (latitude - 42.0) + 0.02 * (longitude - 6.0)


def chlorophyll_pacific(latitude, longitude):
    """Surface chlorophyll (mg m-3) around the dateline, linear in latitude and in longitude 0..360."""
    return 0.50 + 0.01 * (latitude + 20.0) + 0.002 * (longitude % 360.0 - 180.0)


def julian(text):
    """Days since 1950-01-01 of an ISO time."""
    return (datetime.datetime.fromisoformat(text) - EPOCH_1950).total_seconds() / 86400.0
