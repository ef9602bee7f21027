#!/usr/bin/env bash
# Stands in for apptainer: checks that it is called as such, and runs the command without a container.
[ "$1" = exec ] && [ "$2" = --bind ] && [[ $3 =~ ^/[^,/]+(,/[^,/]+)*$ ]] && [ -f "$4" ] || { echo "apptainer: unexpected $*" >&2; exit 255; }
shift 4
PATH=$PATH:$(cat "$(dirname "$0")/path") exec "$@"
