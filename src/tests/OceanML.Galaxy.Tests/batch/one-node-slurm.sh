#!/usr/bin/env bash
# Runs a command inside a Slurm of one node, made for it on the loopback interface as the user who calls and gone afterwards. Exit code 77 and
# one sentence where Slurm cannot be started; else that of the command.
#
#   one-node-slurm.sh COMMAND ARGUMENTS…
set -uo pipefail

skip() { echo "one-node-slurm.sh: $1" >&2; exit 77; }

export PATH=$PATH:/usr/sbin
for program in munged slurmctld slurmd sbatch; do
    command -v "$program" >/dev/null || skip "$program is not installed (Debian: slurm-wlm, munge)"
done
folder=$(mktemp -d)
chmod 755 "$folder"
started=()
# Only what was started here ends here; jobs of this Slurm are children of its slurmd.
stop() {
    local id
    for id in $(squeue --noheader --format=%A 2>/dev/null | sort -u); do scancel "$id" 2>/dev/null; done
    for id in "${started[@]}"; do kill "$id" 2>/dev/null; done
    for id in "${started[@]}"; do
        for _ in $(seq 50); do kill -0 "$id" 2>/dev/null || break; sleep 0.1; done
        kill -9 "$id" 2>/dev/null
    done
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

user=$(id -un) host=$(hostname -s)
port=$((20000 + $$ % 20000))
mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
chmod 700 "$folder/munge"
head -c 1024 /dev/urandom >"$folder/munge/key"
chmod 400 "$folder/munge/key"
cat >"$folder/slurm.conf" <<CONF
ClusterName=oceanml
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=1,sched_interval=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=10 State=UP
CONF
export SLURM_CONF=$folder/slurm.conf

# Forced: it warns of log and key in a folder that others may list.
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge.socket" --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" --num-threads=2 >"$folder/munged.out" 2>&1 &
started+=($!)
for _ in $(seq 50); do [ -S "$folder/munge.socket" ] && break; sleep 0.1; done
[ -S "$folder/munge.socket" ] || skip "munged does not start: $(tail -n 1 "$folder/munged.out" "$folder/munge/log" 2>/dev/null)"
slurmctld -D -c >"$folder/slurmctld.out" 2>&1 &
started+=($!)
slurmd -D -N "$host" >"$folder/slurmd.out" 2>&1 &
started+=($!)
for _ in $(seq 200); do
    [ "$(timeout 5 sinfo --noheader --format=%t 2>/dev/null)" = idle ] && ready=1 && break
    sleep 0.1
done
[ -n "${ready:-}" ] || skip "Slurm does not start: $(tail -qn 1 "$folder/slurmctld.out" "$folder/slurmd.out" "$folder/slurmctld.log" "$folder/slurmd.log" 2>/dev/null | tr '\n' ' ')"

"$@"
status=$?
exit "$status"
