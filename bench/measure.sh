# Sourced by the benchmarks; they set "jar" and work in a folder of their own.

measure() { # title, largest heap, arguments of the program: time, last line, peak RSS; leaves gc.log, out.log and err.log
    local title=$1 heap=$2
    shift 2
    echo
    echo "== $title (load $(cut -d' ' -f1-3 /proc/loadavg))"
    TIMEFORMAT='process: %R s wall, %U s user, %S s system'
    time {
        java -Xmx"$heap" -Xlog:gc:file=gc.log ${JAVA_FLAGS:-} -jar "$jar" "$@" provider=offline >out.log 2>err.log &
        java_pid=$!
        while grep VmHWM "/proc/$java_pid/status" 2>/dev/null >rss.now; do
            mv rss.now rss.log
            sleep 1
        done
        wait "$java_pid" || { tail -5 err.log; exit 1; }
    }
    tail -1 out.log
    awk '{ print "peak RSS:", int($2 / 1024), "MB" }' rss.log
}

heap_extremes() { # of the last measure: before a collection the heap is at its fullest, after it only what lives is left
    grep -o '[0-9]*M->[0-9]*M([0-9]*M) [0-9.]*ms' gc.log | sed 's/M->/ /; s/M([0-9]*M) / /; s/ms//' | awk '
        { if ($1 > before) before = $1; if ($2 > after) after = $2; pause += $3 }
        END { printf "heap: at most %d MB before a collection, %d MB after; %d collections took %.1f s\n",
                     before, after, NR, pause / 1000 }'
}
