#!/usr/bin/env bash
# Phase 1, one task: manifests of a chunk of granules. Submitted by submit.sh; by hand: extract.sh WORK TASK.
#SBATCH --job-name=oceanml-extract
#SBATCH --ntasks=1
#PBS -N oceanml-extract
set -euo pipefail
work=${1:-${OCEANML_WORK:?the work folder that submit.sh wrote}}
task=${2:-${SLURM_ARRAY_TASK_ID:-${PBS_ARRAY_INDEX:-1}}}
threads=${SLURM_CPUS_PER_TASK:-${NCPUS:-1}}
export DOTNET_EnableDiagnostics=0 DOTNET_PROCESSOR_COUNT="$threads"

mapfile -t command <"$work/command.txt"
mapfile -t options <"$work/extract.txt"
chunk=$(cat "$work/chunk.txt")
mapfile -t granules < <(sed -n "$(((task - 1) * chunk + 1)),$((task * chunk))p" "$work/granules.txt")
cd "$(cat "$work/folder.txt")"
exec "${command[@]}" extract "${options[@]}" --fields "${granules[@]}" --threads "$threads" --output "$work/manifests/"
