#!/usr/bin/env bash
# The workflow without Galaxy, on this machine: one oceanml-colocate extract per granule, one assemble, scores. The executables oceanml-* must
# be on the PATH. On a cluster: containers/deploy/batch/submit.sh.
#
#   run.sh [--output DIR]                                          on the small files of test-data
#   run.sh --observations FILE --granules DIR [--output DIR] [--reference COLUMN --estimate VARIABLE] [-- OPTIONS]
#
# OPTIONS are those of oceanml-colocate, e.g. --protocol eumetsat-standard --within 3h --variables 'Rrs_*'.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
observations="" granules="" out=matchups reference=chlorophyll estimate=chlor_a
while [ $# -gt 0 ]; do
    case $1 in
        --observations) observations=${2:?--observations needs a file}; shift 2 ;;
        --granules) granules=${2:?--granules needs a folder}; shift 2 ;;
        --output) out=${2:?--output needs a folder}; shift 2 ;;
        --reference) reference=${2:?--reference needs a column}; shift 2 ;;
        --estimate) estimate=${2:?--estimate needs a variable}; shift 2 ;;
        --) shift; break ;;
        *) echo "run.sh: unknown option $1" >&2; exit 2 ;;
    esac
done
test_data=$(cd "$here/../../test-data" && pwd)
if [ -z "$observations$granules" ]; then
    observations=$test_data/tables/observations.csv
    mkdir -p "$out"
    granules=$out/granules.txt
    printf '%s\n' "$test_data"/pace/PACE_OCI.202406*.L3m.DAY.CHL.*0p1deg.NRT.nc >"$granules"
    set -- --protocol level3-composite --within 1d --variables chlor_a "$@"
fi
[ -n "$observations" ] && [ -n "$granules" ] || { echo "run.sh: --observations and --granules go together" >&2; exit 2; }

"$here/../../containers/deploy/batch/submit.sh" --scheduler none --observations "$observations" --granules "$granules" \
    --output "$out/matchups.parquet" --work "$out/work" -- --rejected "$out/rejected.parquet" "$@"
oceanml-validate "$out/matchups.parquet" --reference "$reference" --estimate "$estimate" --log10 --output "$out/scores.json"
oceanml-visualise scatter "$out/matchups.parquet" --reference "$reference" --estimate "$estimate" --log10 --output "$out/scatter.png"
