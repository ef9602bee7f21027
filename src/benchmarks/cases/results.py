"""The scores of run.sh as one table in Markdown."""
import glob
import json
import os
import sys

CASES = {
    "pace": "Chlorophyll profiles from PACE spectra, floats held out (log10 of mg m-3; rows with all 20 depths)",
    "pco2": "Sea surface pCO2 of the South China Sea, one summer held out at a time (uatm)",
    "ndbc": "Sea temperature at buoy 46026 from a week of wind and air temperature, blocks of two weeks held out (degree C)",
    "marel_1d": "Bloom at MAREL Carnot one day ahead, each bloom held out (log loss)",
    "marel_5d": "Bloom at MAREL Carnot five days ahead, each bloom held out (log loss)",
    "cascade": "Synthetic cascading, temperature at depth from sixty days of forcing, winters held out (degree C)",
    "cascade_events": "Synthetic cascading, events, winters held out (log loss)",
}
folder = sys.argv[1]


def score(entry, case):
    if "log_loss" in entry:
        return f"{entry['log_loss']:.4f} (macro F1 {entry['macro_f1']:.2f})"
    return f"{entry['complete_rows' if case == 'pace' else 'all']['rmse']:.4f}"


print("Scores on what was held out, written by `run.sh` from the executables; root mean square errors unless said. Seed 1; two cores.\n")
for case, title in CASES.items():
    files = sorted(glob.glob(f"{folder}/{case}.*.scores.json"))
    if not files:
        continue
    print(f"## {title}\n\n| model | score | n | seconds |\n|---|---|---|---|")
    rows, baselines = [], {}
    for path in files:
        model = os.path.basename(path).split(".")[1]
        scores = json.load(open(path))["held_out_groups"]
        entry = scores.pop("model")
        baselines.update(scores)
        n = entry["n"] if "n" in entry else entry["complete_rows" if case == "pace" else "all"]["n"]
        seconds = open(f"{folder}/{case}.{model}.seconds").read().strip()
        rows.append((model, score(entry, case), n, seconds))
    for model, value, n, seconds in rows:
        print(f"| {model} | {value} | {n} | {seconds} |")
    for name, entry in sorted(baselines.items()):
        print(f"| baseline: {name.replace('_', ' ')} | {score(entry, case)} | | |")
    print()
