#!/usr/bin/env bash
# The chain of the workflow without Galaxy: access, quality control, colocation, training, prediction, validation, visualisation,
# packaging. The executables oceanml-* must be on the PATH.
#
#   run.sh [--output DIR]               on the small files of test-data
#   run.sh --data DIR [--output DIR]    on real ones: DIR/argo with Argo netCDF files, and DIR/ocean_colour/pace_oci with daily PACE OCI
#                                       chlorophyll fields and bgc_argo_x_pace_rrs_chla_profiles.parquet
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
test_data=$(cd "$here/../../test-data" && pwd)
data="" out=demo
while [ $# -gt 0 ]; do
    case $1 in
        --data) data=${2:?--data needs a folder}; shift 2 ;;
        --output) out=${2:?--output needs a folder}; shift 2 ;;
        *) echo "run.sh: unknown option $1" >&2; exit 2 ;;
    esac
done
mkdir -p "$out/records"

# The tables of matchups name a profile 1902304_012: the float is what stands before the underscore.
by_float=(--resample-by profile_id --resample-pattern '^[^_]+')

number=0
# step NAME ARGUMENTS…: runs oceanml-NAME and keeps its record, in the order of the chain.
step() {
    number=$((number + 1))
    local name=$1
    shift
    printf '\n-- %d. %s\n' "$number" "$name" >&2
    "oceanml-$name" "$@" --record "$out/records/$(printf '%02d' "$number")-$name.json"
}

if [ -n "$data" ]; then
    pace=$data/ocean_colour/pace_oci
    [ -d "$data/argo" ] && [ -d "$pace" ] || { echo "run.sh: $data has no argo/ and ocean_colour/pace_oci/" >&2; exit 3; }
    mapfile -t profiles < <(find "$data/argo" -name '*.nc' ! -name '*_meta.nc' ! -name '*traj.nc' | sort)
    fields=("$pace"/PACE_OCI.202406*.L3m.DAY.CHL.*.nc)
    table=$pace/bgc_argo_x_pace_rrs_chla_profiles.parquet
    matched=$table
    features='pace_Rrs_*,x_geo,y_geo,z_geo,sin_time,cos_time,solar_*' targets='CHLA_*'
    group=(--group-by profile_id --group-pattern '^[^_]+')
    resample=("${by_float[@]}")
    effort=()
    title='PACE OCI against BGC-Argo, and chlorophyll profiles from ocean colour'

    step access files "${profiles[@]}" --output "$out/observations.parquet"
else
    fields=("$test_data"/pace/PACE_OCI.202406{08,09,10}*.L3m.DAY.CHL.*0p1deg.NRT.nc)
    table=$test_data/tables/training.parquet
    matched=$test_data/tables/observations.csv
    features='pace_Rrs_*,x_geo,y_geo,z_geo,sin_time,cos_time' targets='CHLA_*'
    group=(--group-by profile_id --group-pattern '^[^_]+') resample=("${by_float[@]}")
    effort=(--fast)
    title='The whole chain on small files'

    step access argo --index "$test_data/gdac/argo_synthetic-profile_index.txt.gz" --mirror "$test_data/gdac" \
        --parameters CHLA --output "$out/observations.parquet" --list "$out/profiles.csv"
fi

step qc "$out/observations.parquet" --output "$out/checked.parquet" --report "$out/quality.json" --html "$out/quality.html"

if [ -n "$data" ]; then reference=CHLA_0_10; else reference=chlorophyll; fi
step colocate --observations "$matched" --fields "${fields[@]}" --variables chlor_a --box 3 --within 1d \
    --output "$out/matchups.parquet" --rejected "$out/rejected.parquet"
step validate "$out/matchups.parquet" --reference "$reference" --estimate chlor_a --log10 "${by_float[@]}" \
    --output "$out/matchup-scores.json" --table "$out/matchup-scores.csv"
if [ -n "$data" ]; then
    step validate "$out/matchups.parquet" --reference pace_chlor_a --estimate chlor_a --log10 "${by_float[@]}" \
        --output "$out/extraction-scores.json" --table "$out/extraction-scores.csv"
fi

step train "$table" --features "$features" --targets "$targets" --log10 "${group[@]}" "${effort[@]}" \
    --output "$out/model.onnx" --card "$out/model-card.json" --predictions "$out/held-out.parquet"
step predict "$table" --model "$out/model.onnx" --output "$out/predictions.parquet"
step validate "$out/held-out.parquet" --reference 'CHLA_*_measured' --estimate 'CHLA_*' --sigma 'CHLA_*_sigma' --log10 "${resample[@]}" \
    --output "$out/profile-scores.json" --table "$out/profile-scores.csv"

step visualise report --records "$out"/records/*.json --scores "$out/matchup-scores.json" "$out/profile-scores.json" \
    --model-card "$out/model-card.json" --qc-report "$out/quality.json" --observations "$out/checked.parquet" \
    --matchups "$out/matchups.parquet" --reference "$reference" --estimate chlor_a --predictions "$out/held-out.parquet" \
    "${group[@]}" --log10 --unit 'mg m-3' --title "$title" --output "$out/report" --interactive "$out/report-interactive.html"

oceanml-crate "$out"/records/*.json --workflow "$here/ocean-colour-matchup-to-chlorophyll-profiles.ga" --output "$out/run.crate.zip"

# scores FILE TITLE: the overall scores of a comparison, in log10.
scores() {
    printf '  %s\n' "$2"
    awk -F, '$3 == "" && $5 == "log10" && $1 ~ /'"$3"'/ && $6 ~ /^(rmsd|multiplicative_bias|mdsa|r)$/ {
        interval = $8 == "" || $8 == "NaN" ? "" : sprintf(" [%.3g, %.3g]", $8, $9)
        printf "    %-20s %.3g%s, n %d\n", $6, $7, interval, $11
    }' "$1"
}
{
    printf '\nScores (log10; 95 %% intervals, whole floats resampled)\n'
    scores "$out/matchup-scores.csv" "satellite against float" .
    [ -z "$data" ] || scores "$out/extraction-scores.csv" "satellite against the extraction of others" .
    scores "$out/profile-scores.csv" "profiles predicted for floats that were held out, all depths" '[*]'
    printf '\nReport: %s\n' "$(cd "$out" && pwd)/report/index.html"
}
