#!/usr/bin/env bash
# The one entry to everything that is built here. `./build.sh help` lists the commands.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en

# What the executables need at run time, and what the tests need beside it.
runtime_packages=(libnetcdf19 gmt gmt-gshhg-low ghostscript)
test_packages=(python3-cheetah python3-docutils python3-lxml python3-h5py python3-netcdf4 python3-rdflib python3-xarray libxml2-utils)
scheduler_packages=(slurm-wlm munge)
container_packages=(buildah mmdebstrap)
bench_packages=(python3-pandas python3-xarray python3-sklearn python3-torch python3-pyresample python3-netcdf4 libopenblas0-pthread)

usage() {
    cat <<'HELP'
usage: ./build.sh COMMAND

  demo [--data DIR] [--output DIR]
               run the whole chain and print the path of its report; on the small files of test-data,
               or with --data on the real ones (a folder with argo/ and ocean_colour/pace_oci/)
  test         build, run every test, end with one line: N passed, N failed, N skipped
  publish      leave every step as publish/oceanml-<step>
  containers   build one image per step with docker, podman or buildah, and try each
  bench [NAME [CASE]]
               run the benchmarks of src/benchmarks, or one of them: colocation, index, learning, quality, reading
               (answers are checked before timing)
  format       check the layout of the code

Debian packages, npm packages and NuGet packages that are missing are installed first.
HELP
}

say() { printf '\n== %s\n' "$*" >&2; }

# Installs Debian packages that are not there yet.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    local root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# Installs a Slurm for the test that starts one of its own: no service starts now, nor with the machine. Without it that test is skipped.
need_scheduler() {
    local program missing=""
    for program in slurmctld slurmd munged sbatch; do
        [ -n "$(PATH="$PATH:/usr/sbin" type -P "$program")" ] || missing=1
    done
    [ -n "$missing" ] || return 0
    local root=() policy=/usr/sbin/policy-rc.d mine="" unit units=() wants=/etc/systemd/system/multi-user.target.wants
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    for unit in munge slurmctld slurmd; do [ -e "$wants/$unit.service" ] || units+=("$wants/$unit.service"); done
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null && "${root[@]}" chmod 755 "$policy" && mine=1
    fi
    (need_packages "${scheduler_packages[@]}") || echo "build.sh: Slurm cannot be installed; its test will be skipped" >&2
    [ -z "$mine" ] || "${root[@]}" rm -f "$policy"
    "${root[@]}" rm -f "${units[@]}"
}

# Installs the pinned npm packages: DuckDB's library, plotly for the report, the test oracles.
need_npm() {
    command -v npm >/dev/null || need_packages nodejs npm
    if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
        say "installing npm packages"
        npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
        touch node_modules/.package-lock.json
    fi
}

need_dotnet() {
    command -v dotnet >/dev/null || { echo "build.sh: the .NET 10 SDK is missing; install dotnet-sdk-10.0" >&2; exit 1; }
}

# The state of everything that the executables are built from.
source_state() {
    find src Directory.Build.props Directory.Packages.props global.json package-lock.json \
        \( -path src/tests -o -path src/benchmarks \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

publish() {
    need_dotnet
    need_packages "${runtime_packages[@]}"
    need_npm
    local state
    state=$(source_state)
    if [ -f publish/.state ] && [ "$(cat publish/.state)" = "$state" ]; then return; fi
    say "publishing the executables"
    mkdir -p publish && rm -f publish/.state
    dotnet restore galaxy-oceanml.sln -v:q >&2
    dotnet msbuild src/steps/publish.proj -nologo -v:q -m:2 >&2
    echo "$state" >publish/.state
}

run_tests() {
    publish
    need_packages "${test_packages[@]}"
    need_scheduler
    say "building the tests"
    dotnet build galaxy-oceanml.sln -c Release -v:q -nologo -clp:NoSummary >&2
    local passed=0 failed=0 skipped=0 project runner log
    log=$(mktemp)
    for project in src/tests/*.Tests; do
        project=$(basename "$project")
        runner=artifacts/bin/$project/release/$project
        say "$project"
        "$runner" -noColor >"$log" 2>&1 || true
        grep -E '\[FAIL\]|\[SKIP\]' -A12 "$log" || true
        local summary
        summary=$(grep -E "Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+" "$log" | tail -n 1 || true)
        if [ -z "$summary" ]; then
            cat "$log"
            echo "$project did not finish"
            failed=$((failed + 1))
            continue
        fi
        echo "$summary"
        local total errors f s
        read -r total errors f s < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<<"$summary")
        failed=$((failed + errors + f))
        skipped=$((skipped + s))
        passed=$((passed + total - f - s))
    done
    rm -f "$log"
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

demo() {
    local data="" output=demo
    while [ $# -gt 0 ]; do
        case $1 in
            --data) data=${2:?--data needs a folder}; shift 2 ;;
            --output) output=${2:?--output needs a folder}; shift 2 ;;
            *) echo "build.sh demo: unknown option $1" >&2; exit 2 ;;
        esac
    done
    publish
    local chain=workflows/ocean-colour-matchup-to-chlorophyll-profiles
    if [ -n "$data" ]; then
        PATH="$PWD/publish:$PATH" "$chain/run.sh" --data "$data" --output "$output"
    else
        PATH="$PWD/publish:$PATH" "$chain/run.sh" --output "$output"
    fi
}

containers() {
    publish
    command -v docker >/dev/null && docker info >/dev/null 2>&1 || command -v podman >/dev/null || need_packages "${container_packages[@]}"
    containers/build.sh
}

bench() {
    need_dotnet
    need_npm
    need_packages "${runtime_packages[@]}" "${bench_packages[@]}"
    local project found=
    for project in src/benchmarks/*/*.csproj; do
        if [ -n "${1:-}" ] && [ "$(basename "$project" .csproj | tr '[:upper:]' '[:lower:]')" != "${1,,}" ]; then continue; fi
        say "$(basename "$project" .csproj)"
        dotnet run --project "$project" -c Release -- "${@:2}"
        found=1
    done
    [ -n "$found" ] || { echo "build.sh: there is no benchmark '$1'" >&2; return 2; }
}

command=${1:-help}
[ $# -gt 0 ] && shift
case $command in
    demo) demo "$@" ;;
    test) run_tests ;;
    publish) publish; echo "$PWD/publish" ;;
    containers) containers ;;
    bench) bench "$@" ;;
    format) need_dotnet; dotnet format galaxy-oceanml.sln --verify-no-changes ;;
    help | --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
