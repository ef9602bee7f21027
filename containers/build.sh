#!/usr/bin/env bash
# Builds one image per step and tries each: containers/build.sh [OUTDIR]
#
# The engine is docker, podman or buildah, whichever is there and works (or ENGINE=...). With buildah on a Debian machine that reaches no
# image registry, the base image is made from Debian packages by mmdebstrap. ./build.sh publish must have run before.
#
# containers.tsv (step, image, id of the image, size as the engine gives it, how it was tried) is written to OUTDIR, by default
# artifacts/containers. With OUTDIR given, each image is saved there too, as oceanml-<step>-<version>.tar for docker load, podman load or apptainer build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

base=docker.io/library/debian:bookworm-slim
version=$(sed -n 's|.*<token name="@TOOL_VERSION@">\(.*\)</token>.*|\1|p' tools/macros.xml)
out=${1:-artifacts/containers}
save=${1:-}
mkdir -p "$out"

say() { printf '== %s\n' "$*" >&2; }
fail() { printf 'containers/build.sh: %s\n' "$*" >&2; exit 1; }

choose_engine() {
    if [ -n "${ENGINE:-}" ]; then echo "$ENGINE"
    elif command -v docker >/dev/null && docker info >/dev/null 2>&1; then echo docker
    elif command -v podman >/dev/null && podman info >/dev/null 2>&1; then echo podman
    elif command -v buildah >/dev/null; then echo buildah
    else fail "neither docker, podman nor buildah works here; on Debian: apt-get install buildah mmdebstrap"
    fi
}

# buildah with the storage driver that this file system allows.
buildah_() { buildah --storage-driver "$driver" "$@"; }

choose_driver() {
    local probe
    driver=overlay
    if probe=$(buildah_ from scratch 2>/dev/null) && buildah_ mount "$probe" >/dev/null 2>&1; then
        buildah_ rm "$probe" >/dev/null
    else
        driver=vfs
    fi
    say "buildah keeps its images with the driver $driver"
}

make_base() {
    buildah_ inspect --type image "$base" >/dev/null 2>&1 && return
    if buildah_ pull -q "$base" >/dev/null 2>&1; then return; fi
    command -v mmdebstrap >/dev/null || fail "no registry has $base, and mmdebstrap is missing: apt-get install mmdebstrap"
    say "making $base from Debian packages"
    local tar container
    tar=$(mktemp --suffix=.tar)
    # What the slim images leave out, so that sizes compare.
    mmdebstrap --quiet --variant=minbase \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' bookworm "$tar" >&2
    container=$(buildah_ from scratch)
    buildah_ add --quiet "$container" "$tar" / >/dev/null
    rm -f "$tar"
    buildah_ config --cmd bash --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah_ commit --quiet "$container" "$base" >/dev/null
    buildah_ rm "$container" >/dev/null
}

build() {
    local step=$1 image=$2
    case $engine in
        docker | podman) "$engine" build --quiet --file "containers/oceanml-$step/Dockerfile" --tag "$image" . >/dev/null ;;
        buildah) buildah_ build --quiet --isolation chroot --pull-never --layers --ignorefile .dockerignore --file "containers/oceanml-$step/Dockerfile" --tag "$image" . >/dev/null ;;
    esac
}

# Runs the version command as an ordinary user, without network and, where the engine allows it, on a read-only root; prints how.
try() {
    local step=$1 image=$2 said how
    case $engine in
        docker | podman)
            said=$("$engine" run --rm --read-only --network none --user 10001 "$image" /bin/sh -c "oceanml-$step --version")
            how="read-only root, uid 10001" ;;
        buildah)
            local container root
            container=$(buildah_ from --pull-never "$image")
            root=$(buildah_ mount "$container")
            if said=$(unshare --mount sh -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && mount --bind /proc "$1/proc" && mount --bind /dev "$1/dev" && chroot --userspec=10001:10001 "$1" /bin/sh -c "! touch /usr/x /tmp/x 2>/dev/null && cd / && oceanml-$2 --version"' sh "$root" "$step" 2>/dev/null); then
                how="read-only root, uid 10001"
            else
                said=$(buildah_ run --isolation chroot --user 10001:10001 "$container" -- /bin/sh -c "oceanml-$step --version")
                how="uid 10001"
            fi
            buildah_ umount "$container" >/dev/null
            buildah_ rm "$container" >/dev/null ;;
    esac
    [ "$said" = "oceanml-$step $version" ] || fail "$image says '$said', not 'oceanml-$step $version'"
    echo "$how"
}

id_and_size() {
    local image=$1
    case $engine in
        docker | podman) "$engine" image inspect --format '{{.Id}} {{.Size}}' "$image" ;;
        buildah) buildah_ images --quiet --no-trunc "$image" | head -n 1 | tr '\n' ' '; buildah_ images --json "$image" | sed -n 's/.*"size": "\(.*\)".*/\1/p' | head -n 1 ;;
    esac
}

engine=$(choose_engine)
say "building with $engine"
driver=overlay
if [ "$engine" = buildah ]; then
    choose_driver
    make_base
fi

printf 'step\timage\tid\tsize\ttried\n' >"$out/containers.tsv"
for folder in containers/oceanml-*/; do
    step=$(basename "$folder")
    step=${step#oceanml-}
    image=oceanml-$step:$version
    [ -x "publish/oceanml-$step" ] || fail "publish/oceanml-$step is missing; run ./build.sh publish"
    say "$image"
    build "$step" "$image"
    how=$(try "$step" "$image")
    read -r id size < <(id_and_size "$image")
    printf '%s\t%s\t%s\t%s\t%s\n' "$step" "$image" "$id" "$size" "$how" >>"$out/containers.tsv"
    if [ -n "$save" ]; then
        case $engine in
            docker | podman) "$engine" save --output "$out/oceanml-$step-$version.tar" "$image" ;;
            buildah) rm -f "$out/oceanml-$step-$version.tar"; buildah_ push --quiet "$image" "docker-archive:$out/oceanml-$step-$version.tar:$image" ;;
        esac
    fi
done

cat "$out/containers.tsv"
