#!/usr/bin/env bash
# Stands in for the qsub of PBS Pro: takes what submit.sh gives it, as PBS Pro would (a script without arguments, an environment of what -v names,
# the home folder, an index from -J, a dependency on jobs that were submitted before), and runs the job at once. Jobs are logged in $FAKE_PBS.
set -euo pipefail
first=1 last=1 array="" depend="" variables=() log=""
while [ $# -gt 1 ]; do
    case $1 in
        -J) IFS=- read -r first last <<<"$2"; array="[]"; shift 2 ;;
        -v) variables+=("$2"); shift 2 ;;
        -W) depend=$2; shift 2 ;;
        -o) log=$2; shift 2 ;;
        -j | -q | -l | -N) shift 2 ;;
        *) echo "qsub: illegal option $1" >&2; exit 2 ;;
    esac
done
[ -z "$array" ] || [ "$first" -lt "$last" ] || { echo "qsub: illegal -J value" >&2; exit 2; }
[ -d "$log" ] || { echo "qsub: no folder '$log'" >&2; exit 2; }
id=$(($(wc -l <"$FAKE_PBS" 2>/dev/null || echo 0) + 1))$array.fake
if [ -n "$depend" ]; then
    [[ $depend == depend=afterok:* ]] && grep -qxF "${depend#depend=afterok:} 0" "$FAKE_PBS" || { echo "qsub: unknown dependency $depend" >&2; exit 2; }
fi
status=0
for ((index = first; index <= last; index++)); do
    task=()
    [ -z "$array" ] || task=("PBS_ARRAY_INDEX=$index")
    (cd / && env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/ ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} NCPUS=1 "${task[@]}" "${variables[@]}" bash -s <"$1") >"$log/${id%%[*}.$index" 2>&1 || status=$?
done
echo "$id $status" >>"$FAKE_PBS"
echo "$id"
