#!/usr/bin/env bash
# The result of oceanml-tune from the journals of all tasks. Submitted by tune.sh; by hand: gather.sh WORK.
#SBATCH --job-name=oceanml-gather
#SBATCH --ntasks=1
#PBS -N oceanml-gather
set -euo pipefail
work=${1:-${OCEANML_WORK:?the work folder that tune.sh wrote}}
export DOTNET_EnableDiagnostics=0

mapfile -t command <"$work/command.txt"
mapfile -t options <"$work/options.txt"
output=$(cat "$work/output.txt")
cd "$(cat "$work/folder.txt")"
exec "${command[@]}" gather "${options[@]}" --journals "$work/journals/" --output "$output" --results "$output.json" --table "$output.csv" --comparison "$output.md"
