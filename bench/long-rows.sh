#!/usr/bin/env bash
# A JSONL file of few, long rows that is many times larger than the heap: asked offline, then all cached, with -Xmx256m.
# usage: bench/long-rows.sh [MB] [FOLDER]      (2000 MB; a new temporary folder, removed at the end)
# Needs target/enricher.jar (mvn -q -DskipTests package) and about three times the size of the file on disk.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
megabytes=${1:-2000}
work=${2:-$(mktemp -d)}
jar=${JAR:-$root/target/enricher.jar}
mkdir -p "$work"
cd "$work"
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT

run() { # title
    echo
    echo "== $1 (load $(cut -d' ' -f1-3 /proc/loadavg))"
    TIMEFORMAT='process: %R s wall, %U s user, %S s system'
    time {
        java -Xmx256m -Xlog:gc:file=gc.log ${JAVA_FLAGS:-} -jar "$jar" input=documents.jsonl provider=offline \
            >out.log 2>err.log &
        java_pid=$!
        while grep VmHWM "/proc/$java_pid/status" 2>/dev/null >rss.now; do
            mv rss.now rss.log
            sleep 0.5
        done
        wait "$java_pid" || { tail -5 err.log; exit 1; }
    }
    tail -1 out.log
    awk '{ print "peak RSS:", int($2 / 1024), "MB" }' rss.log
    # Before a collection the heap is at its fullest, after it only what lives is left.
    grep -o '[0-9]*M->[0-9]*M([0-9]*M) [0-9.]*ms' gc.log | sed 's/M->/ /; s/M([0-9]*M) / /; s/ms//' | awk '
        { if ($1 > before) before = $1; if ($2 > after) after = $2; pause += $3 }
        END { printf "heap: at most %d MB before a collection, %d MB after; %d collections took %.1f s\n",
                     before, after, NR, pause / 1000 }'
    ls -l output/documents.enriched.jsonl | awk '{ print "output:", int($5 / 1048576), "MB" }'
}

[ -f documents.jsonl ] || java "$root/bench/LongRows.java" "$megabytes" documents.jsonl
echo "$(ls -l documents.jsonl | awk '{ print int($5 / 1048576) }') MB in $(wc -l <documents.jsonl) rows, $(nproc) cores"
run "offline, two passes"
run "all cached, one pass"
