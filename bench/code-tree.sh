#!/usr/bin/env bash
# A tree of 40,000 symbols with -Xmx1g: read, split, keyed and planned without a call, then asked offline, then all cached.
# usage: bench/code-tree.sh [SYMBOLS] [FOLDER]      (40000; a new temporary folder, removed at the end)
# Needs target/enricher.jar (mvn -q -DskipTests package) and about 1 GB of disk.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
symbols=${1:-40000}
work=${2:-$(mktemp -d)}
jar=${JAR:-$root/target/enricher.jar}
mkdir -p "$work"
cd "$work"
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT

run() { # title, job
    echo
    echo "== $1 (load $(cut -d' ' -f1-3 /proc/loadavg))"
    TIMEFORMAT='process: %R s wall, %U s user, %S s system'
    time {
        java -Xmx1g -Xlog:gc:file=gc.log ${JAVA_FLAGS:-} -jar "$jar" --job="$2" input=tree recipe=code-doc-brief \
            provider=offline >out.log 2>err.log &
        java_pid=$!
        while grep VmHWM "/proc/$java_pid/status" 2>/dev/null >rss.now; do
            mv rss.now rss.log
            sleep 1
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
}

[ -d tree ] || java "$root/bench/CodeTree.java" "$symbols" tree
echo "$symbols symbols in $(find tree -type f | wc -l) files, $(du -sm --apparent-size tree | cut -f1) MB, $(nproc) cores"
run "read, split, keyed and planned" estimate
run "asked offline" enrich
run "all cached" enrich
