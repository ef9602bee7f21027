#!/usr/bin/env bash
# Phase 2: the matchups from all manifests. Submitted by submit.sh, depending on extract.sh; by hand: assemble.sh WORK.
#SBATCH --job-name=oceanml-assemble
#SBATCH --ntasks=1
#PBS -N oceanml-assemble
set -euo pipefail
work=${1:-${OCEANML_WORK:?the work folder that submit.sh wrote}}
threads=${SLURM_CPUS_PER_TASK:-${NCPUS:-1}}
export DOTNET_EnableDiagnostics=0 DOTNET_PROCESSOR_COUNT="$threads"

mapfile -t command <"$work/command.txt"
mapfile -t options <"$work/assemble.txt"
granules=$(wc -l <"$work/granules.txt")
manifests=$(find "$work/manifests" -name '[!.]*.manifest.parquet' | wc -l)
[ "$manifests" -ge "$granules" ] || echo "assemble.sh: warning: $((granules - manifests)) of $granules granules have no manifest; see $work/logs" >&2
cd "$(cat "$work/folder.txt")"
exec "${command[@]}" assemble "${options[@]}" --threads "$threads"
