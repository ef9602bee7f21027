#!/bin/sh
# The real cases of the README, from files to scores, by the executables; writes results.md beside this script.
# usage: run.sh BIN SHARED OUT     BIN holds the executables (./build.sh publish leaves them in publish/), SHARED/data the files, OUT takes tables and models
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$1 shared=$2 out=$3
sh "$here/datasets.sh" "$bin" "$shared" "$out"

# train CASE TABLE MODEL OPTION...: a model and its scores, with the time it took.
train() {
    case=$1 table=$2 model=$3
    shift 3
    start=$(date +%s)
    "$bin/oceanml-train" "$table" --model "$model" "$@" --seed 1 --output "$out/$case.$model.onnx" --scores "$out/$case.$model.scores.json" --predictions "$out/$case.$model.predictions.parquet"
    echo "$(($(date +%s) - start))" >"$out/$case.$model.seconds"
}

pace=$shared/data/ocean_colour/pace_oci/bgc_argo_x_pace_rrs_chla_profiles.parquet
for model in mlp forest; do
    train pace "$pace" $model --features 'pace_Rrs_*,x_geo,y_geo,z_geo,sin_time,cos_time,solar_*' --targets 'CHLA_*' --log10 --group-by profile_id --group-pattern '^[^_]+'
done

for model in boosting mlp forest; do train pco2 "$out/pco2.parquet" $model --split column:year; done

for model in lstm gru tcn transformer boosting; do train ndbc "$out/ndbc.parquet" $model --split time:14d --folds 3; done

for model in logistic boosting mlp; do
    for days in 1 5; do train "marel_${days}d" "$out/marel.parquet" $model --targets "event_lead_${days}d" --task classification --split event:event_id --margin 13d; done
done

for model in ridge boosting; do train cascade "$out/cascade.parquet" $model --split winter --folds 5; done
train cascade "$out/cascade.parquet" gru --members 2 --split winter --folds 5
train cascade_events "$out/cascade_events.parquet" boosting --task classification --split winter --folds 5
python3 "$here/results.py" "$out" >"$here/results.md"
cat "$here/results.md"
