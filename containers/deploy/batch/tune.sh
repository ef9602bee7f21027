#!/usr/bin/env bash
# Searches the settings of a model on a cluster: an array job for each stage of oceanml-tune, which depends on the one before, and a last job that
# gathers. The result is the one of oceanml-tune in a single process, byte for byte.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: tune.sh --output FILE [more] -- TABLE OPTIONS

  --output FILE         best settings (YAML); FILE.md, FILE.csv and FILE.json beside it hold the comparison, all trials and the results
  --work DIR            journals, lists and logs; default: FILE.work. Kept: submitted again, what is done is skipped
  --tasks N             tasks of a stage at most; default: 200, each with as many evaluations as that leaves
  --scheduler NAME      slurm, pbs, or none (here, one task after the other); default: whichever is found
  --submit OPTION       given to sbatch or qsub for all jobs; repeat it: --submit --partition=short --submit --time=04:00:00
  --image FILE.sif      run in this image, by apptainer or singularity
  --executable FILE     default: oceanml-tune of the PATH (of the image)
  --dry-run             write the work folder and print the commands, submit nothing
  -- TABLE OPTIONS      of oceanml-tune, e.g. matchups.parquet --features 'Rrs_*' --targets 'CHLA_*' --log10 --space space.yaml
HELP
}

fail() { echo "tune.sh: $1" >&2; exit "${2:-2}"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output="" work="" most=200 scheduler="" image="" executable=oceanml-tune dry="" submit=()
while [ $# -gt 0 ]; do
    case $1 in
        --output | --work | --tasks | --scheduler | --image | --executable | --submit)
            [ $# -ge 2 ] || fail "$1 needs a value" ;;&
        --output) output=$2; shift 2 ;;
        --work) work=$2; shift 2 ;;
        --tasks) most=$2; shift 2 ;;
        --scheduler) scheduler=$2; shift 2 ;;
        --submit) submit+=("$2"); shift 2 ;;
        --image) image=$2; shift 2 ;;
        --executable) executable=$2; shift 2 ;;
        --dry-run) dry=1; shift ;;
        --help | -h) usage; exit 0 ;;
        --) shift; break ;;
        *) fail "unknown option $1; table and options of oceanml-tune come after --" ;;
    esac
done
[ -n "$output" ] && [ $# -gt 0 ] || { usage >&2; exit 2; }
[[ $most =~ ^[1-9][0-9]*$ ]] || fail "--tasks is a number of tasks, 1 or more, not '$most'"
if [ -z "$scheduler" ]; then
    if command -v sbatch >/dev/null; then scheduler=slurm; elif command -v qsub >/dev/null; then scheduler=pbs; else fail "neither sbatch nor qsub is found; --scheduler none runs here"; fi
fi
[[ $scheduler =~ ^(slurm|pbs|none)$ ]] || fail "--scheduler is slurm, pbs or none, not '$scheduler'"
for word in "$@"; do
    case ${word%%=*} in --output | --journal | --journals | --results | --table | --comparison | --threads | --record | --stage | --worker | --workers) fail "${word%%=*} is not possible after --; it is set here" ;; esac
done
output=$(realpath -m "$output") work=$(realpath -m "${work:-$output.work}")
mkdir -p "$work/journals" "$work/logs" "$(dirname "$output")"

if [ -n "$image" ]; then
    runner=$(command -v apptainer || command -v singularity) || fail "--image needs apptainer or singularity"
    given() { for word in "$@"; do [ ! -e "${word#*=}" ] || realpath -- "${word#*=}"; done; }
    binds=$({ given "$@"; printf '%s\n' "$PWD" "$output" "$work"; } | cut -d/ -f1-2 | LC_ALL=C sort -u | paste -sd,)
    command=("$runner" exec --bind "$binds" "$(realpath "$image")" "$executable")
else
    command=("$(command -v "$executable")") || fail "$executable is not found; give --executable or --image"
    command=("$(realpath "${command[0]}")")
fi
printf '%s\n' "${command[@]}" >"$work/command.txt"
printf '%s\n' "$@" >"$work/options.txt"
pwd >"$work/folder.txt"
printf '%s\n' "$output" >"$work/output.txt"

# Table and space are checked, and the stages counted, before anything is submitted.
DOTNET_EnableDiagnostics=0 "${command[@]}" plan "$@" --output "$work/stages.txt"
mapfile -t sizes <"$work/stages.txt"

run() {
    if [ -n "$dry" ]; then
        { printf '%q ' "$@"; echo; } >&2
        echo JOB
    else
        "$@"
    fi
}

[[ $scheduler != pbs || $work != *,* ]] || fail "the path $work has a comma; give another --work"
before=""
for ((stage = 1; stage <= ${#sizes[@]}; stage++)); do
    size=${sizes[stage - 1]}
    tasks=$((size < most ? size : most))
    case $scheduler in
        slurm)
            depend=()
            [ -z "$before" ] || depend=("--dependency=afterok:$before" --kill-on-invalid-dep=yes)
            id=$(run sbatch --parsable "${submit[@]}" "${depend[@]}" --array="1-$tasks" --output="$work/logs/stage$stage-%a.log" "$here/trial.sh" "$work" "$stage" "$tasks")
            before=${id%%;*}
            ;;
        pbs)
            # An array of one is no array to PBS Pro.
            depend=() array=()
            [ -z "$before" ] || depend=(-W "depend=afterok:$before")
            [ "$tasks" -eq 1 ] || array=(-J "1-$tasks")
            before=$(run qsub "${submit[@]}" "${depend[@]}" "${array[@]}" -v "OCEANML_WORK=$work,OCEANML_STAGE=$stage,OCEANML_TASKS=$tasks" -j oe -o "$work/logs/" "$here/trial.sh")
            ;;
        none)
            for ((task = 1; task <= tasks; task++)); do run bash "$here/trial.sh" "$work" "$stage" "$tasks" "$task"; done
            ;;
    esac
done
case $scheduler in
    slurm) last=$(run sbatch --parsable "${submit[@]}" --dependency="afterok:$before" --kill-on-invalid-dep=yes --output="$work/logs/gather.log" "$here/gather.sh" "$work") ;;
    pbs) last=$(run qsub "${submit[@]}" -W "depend=afterok:$before" -v "OCEANML_WORK=$work" -j oe -o "$work/logs/" "$here/gather.sh") ;;
    none) run bash "$here/gather.sh" "$work"; exit ;;
esac
[ -z "$dry" ] || exit 0
echo "${#sizes[@]} stages (${sizes[*]} evaluations); gather is job $last" >&2
echo "$last"
