#!/usr/bin/env bash
# One task of a stage of oceanml-tune. Submitted by tune.sh; by hand: trial.sh WORK STAGE TASKS TASK.
#SBATCH --job-name=oceanml-trial
#SBATCH --ntasks=1
#PBS -N oceanml-trial
set -euo pipefail
work=${1:-${OCEANML_WORK:?the work folder that tune.sh wrote}}
stage=${2:-${OCEANML_STAGE:?the stage}}
tasks=${3:-${OCEANML_TASKS:?the number of tasks of the stage}}
task=${4:-${SLURM_ARRAY_TASK_ID:-${PBS_ARRAY_INDEX:-1}}}
threads=${SLURM_CPUS_PER_TASK:-${NCPUS:-1}}
export DOTNET_EnableDiagnostics=0 DOTNET_PROCESSOR_COUNT="$threads"

mapfile -t command <"$work/command.txt"
mapfile -t options <"$work/options.txt"
cd "$(cat "$work/folder.txt")"
exec "${command[@]}" trial "${options[@]}" --stage "$stage" --worker "$task" --workers "$tasks" --threads "$threads" --output "$work/journals/"
