#!/usr/bin/env bash
# Colocates an archive on a cluster: an array job extracts, a task per granule or per chunk of granules; a job that depends on it assembles.
# The result is the one of oceanml-colocate in a single process, byte for byte.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: submit.sh --observations FILE --granules DIR|LIST --output FILE [more] [-- OPTIONS]

  --observations FILE   table with time, latitude and longitude, or a folder of Parquet files
  --granules DIR|LIST   folder with granules, or a text file with one path per line: what oceanml-colocate takes as --fields
  --output FILE         matchups: .parquet, .csv, .tsv, or .nc with the pixels
  --work DIR            manifests, lists and logs; default: FILE.work. Kept: submitted again, what is done is skipped
  --chunk N             granules per task; default: as many as make 1000 tasks of all
  --scheduler NAME      slurm, pbs, or none (here, one task after the other); default: whichever is found
  --submit OPTION       given to sbatch or qsub for both jobs; repeat it: --submit --partition=short --submit --time=01:00:00
  --keep-going          assemble even if a task failed, from the manifests that there are
  --image FILE.sif      run in this image, by apptainer or singularity
  --executable FILE     default: oceanml-colocate of the PATH (of the image)
  --dry-run             write the work folder and print the commands, submit nothing
  -- OPTIONS            of oceanml-colocate: those of extract and of assemble, in any order, e.g. --protocol eumetsat-standard --within 3h
HELP
}

fail() { echo "submit.sh: $1" >&2; exit "${2:-2}"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
observations="" granules="" output="" work="" chunk="" scheduler="" image="" executable=oceanml-colocate dry="" keep_going="" submit=()
while [ $# -gt 0 ]; do
    case $1 in
        --observations | --granules | --output | --work | --chunk | --scheduler | --image | --executable | --submit)
            [ $# -ge 2 ] || fail "$1 needs a value" ;;&
        --observations) observations=$2; shift 2 ;;
        --granules) granules=$2; shift 2 ;;
        --output) output=$2; shift 2 ;;
        --work) work=$2; shift 2 ;;
        --chunk) chunk=$2; shift 2 ;;
        --scheduler) scheduler=$2; shift 2 ;;
        --submit) submit+=("$2"); shift 2 ;;
        --image) image=$2; shift 2 ;;
        --executable) executable=$2; shift 2 ;;
        --keep-going) keep_going=1; shift ;;
        --dry-run) dry=1; shift ;;
        --help | -h) usage; exit 0 ;;
        --) shift; break ;;
        *) fail "unknown option $1; options of oceanml-colocate come after --" ;;
    esac
done
[ -n "$observations" ] && [ -n "$granules" ] && [ -n "$output" ] || { usage >&2; exit 2; }
[ -e "$observations" ] || fail "$observations does not exist" 3
[ -e "$granules" ] || fail "$granules does not exist" 3
[[ -z $chunk || $chunk =~ ^[1-9][0-9]*$ ]] || fail "--chunk is a number of granules, 1 or more, not '$chunk'"
if [ -z "$scheduler" ]; then
    if command -v sbatch >/dev/null; then scheduler=slurm; elif command -v qsub >/dev/null; then scheduler=pbs; else fail "neither sbatch nor qsub is found; --scheduler none runs here"; fi
fi
[[ $scheduler =~ ^(slurm|pbs|none)$ ]] || fail "--scheduler is slurm, pbs or none, not '$scheduler'"
observations=$(realpath "$observations") output=$(realpath -m "$output") work=$(realpath -m "${work:-$output.work}")
mkdir -p "$work/manifests" "$work/logs" "$(dirname "$output")"

# The command, in the image with the file systems of all paths, and of what they link to.
command=("$executable")
if [ -n "$image" ]; then
    runner=$(command -v apptainer || command -v singularity) || fail "--image needs apptainer or singularity"
    roots() { if [ -d "$granules" ]; then echo "$granules"; else cd "$(dirname "$granules")" && sed -E '/^[[:space:]]*(#|$)/d; s/^[[:space:]]+|[[:space:]]+$//g' "$(basename "$granules")"; fi; }
    # Folders that cannot be entered or link in a circle are the business of the executable.
    linked() { roots | (if [ -f "$granules" ]; then cd "$(dirname "$granules")"; fi; xargs -r -d '\n' sh -c 'realpath -ms -- "$@"; find -L "$@" -xtype l -exec realpath -m -- {} +' sh 2>/dev/null || true); }
    given() { for word in "$@"; do [ ! -e "${word#*=}" ] || realpath -- "${word#*=}"; done; }
    binds=$({ linked; given "$@"; printf '%s\n' "$(realpath "$granules")" "$PWD" "$observations" "$output" "$work"; } | cut -d/ -f1-2 | LC_ALL=C sort -u | paste -sd,)
    command=("$runner" exec --bind "$binds" "$(realpath "$image")" "$executable")
else
    command=("$(command -v "$executable")") || fail "$executable is not found; give --executable or --image"
    command=("$(realpath "${command[0]}")")
fi
printf '%s\n' "${command[@]}" >"$work/command.txt"

# Every option goes to the phase that has it, to both where both do.
options_of() { "${command[@]}" "$1" --help | sed -nE '/^Options:/,/^$/s/^  (-[^-], )*(--[a-z-]+).*/\2/p'; }
of_extract=$(options_of extract) of_assemble=$(options_of assemble)
extract=(--observations "$observations") assemble=(--observations "$observations" --manifests "$work/manifests" --fields "$work/granules.txt")
in_extract="" in_assemble=""
for word in "$@"; do
    if [[ $word == --* ]]; then
        name=${word%%=*}
        case $name in --observations | --fields | --manifests | --output | --threads | --record) fail "$name is not possible after --; it is set here" ;; esac
        in_extract=$(grep -qxe "$name" <<<"$of_extract" && echo 1 || true) in_assemble=$(grep -qxe "$name" <<<"$of_assemble" && echo 1 || true)
        [ -n "$in_extract$in_assemble" ] || fail "oceanml-colocate has no option $name"
    fi
    [ -n "$in_extract$in_assemble" ] || fail "'$word' belongs to no option"
    [ -z "$in_extract" ] || extract+=("$word")
    [ -z "$in_assemble" ] || assemble+=("$word")
done
printf '%s\n' "${extract[@]}" >"$work/extract.txt"
printf '%s\n' "${assemble[@]}" --output "$output" >"$work/assemble.txt"

# The granules, found by the executable itself: by content too, through links, and copies once.
DOTNET_EnableDiagnostics=0 "${command[@]}" catalogue --fields "$granules" --output "$work/granules.txt"
count=$(wc -l <"$work/granules.txt")
# Manifests point to granules by their names.
twice=$(sed 's:.*/::' "$work/granules.txt" | LC_ALL=C sort | uniq -d | head -n 1)
[ -z "$twice" ] || fail "several granules are called $twice; colocate them in several runs, or give them names of their own" 3
[ -n "$chunk" ] || chunk=$(((count + 999) / 1000))
tasks=$(((count + chunk - 1) / chunk))
echo "$chunk" >"$work/chunk.txt"
pwd >"$work/folder.txt"

run() {
    if [ -n "$dry" ]; then
        { printf '%q ' "$@"; echo; } >&2
        echo "${dry_id:-JOB}"
    else
        "$@"
    fi
}

dependency=$([ -n "$keep_going" ] && echo afterany || echo afterok)
case $scheduler in
    slurm)
        first=$(run sbatch --parsable "${submit[@]}" --array="1-$tasks" --output="$work/logs/extract-%a.log" "$here/extract.sh" "$work")
        second=$(run sbatch --parsable "${submit[@]}" --dependency="$dependency:${first%%;*}" --kill-on-invalid-dep=yes --output="$work/logs/assemble.log" "$here/assemble.sh" "$work")
        ;;
    pbs)
        # An array of one is no array to PBS Pro, and -v would split a path at its commas.
        [[ $work != *,* ]] || fail "the path $work has a comma; give another --work"
        array=()
        [ "$tasks" -eq 1 ] || array=(-J "1-$tasks")
        first=$(dry_id='JOB[]' run qsub "${submit[@]}" "${array[@]}" -v "OCEANML_WORK=$work" -j oe -o "$work/logs/" "$here/extract.sh")
        second=$(run qsub "${submit[@]}" -W "depend=$dependency:$first" -v "OCEANML_WORK=$work" -j oe -o "$work/logs/" "$here/assemble.sh")
        ;;
    none)
        failed=0
        for ((task = 1; task <= tasks; task++)); do
            run bash "$here/extract.sh" "$work" "$task" || failed=$?
            [ "$failed" -eq 0 ] || [ -n "$keep_going" ] || exit "$failed"
        done
        run bash "$here/assemble.sh" "$work"
        exit
        ;;
esac
[ -z "$dry" ] || exit 0
echo "$count granules in $tasks tasks: extract is job $first, assemble job $second" >&2
echo "$second"
