#!/usr/bin/env bash
# A million rows with -Xmx512m: all cached (one pass), all but one cached (two passes). FillCache fills the cache first.
# usage: bench/million.sh [ROWS] [FOLDER]      (1000000 rows; a new temporary folder, or one whose cache is kept)
# Needs target/enricher.jar (mvn -q -DskipTests package) and about 2 GB of disk.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-1000000}
work=${2:-$(mktemp -d)}
jar=${JAR:-$root/target/enricher.jar}
mkdir -p "$work"
cd "$work"

. "$root/bench/measure.sh"

run() { # title, input
    measure "$1" 512m input="$2"
    # The heap after each collection, at ten points of the run.
    grep -o '[0-9]*M->[0-9]*M' gc.log | sed 's/.*->//; s/M//' | awk '{ v[NR] = $1 }
        END { printf "heap after GC, MB:"
              for (i = 1; i <= 10; i++) { from = int((i - 1) * NR / 10) + 1; to = int(i * NR / 10); min = v[from]
                                          for (j = from; j <= to; j++) if (v[j] < min) min = v[j]
                                          printf " %d", min }
              printf "   (%d collections)\n", NR }'
    steps
}

steps() { # of the last job execution: rows read, seconds, rows a second
    java -cp "$jar" org.h2.tools.Shell -url "jdbc:h2:file:$work/.enricher/enricher;ACCESS_MODE_DATA=r" -user "" -sql "
        select step_name, read_count, seconds, cast(read_count / nullif(seconds, 0) as int) rows_per_second from (
            select step_execution_id, step_name, read_count,
                   extract(epoch from (end_time - start_time)) seconds
            from batch_step_execution
            where job_execution_id = (select max(job_execution_id) from batch_step_execution)
              and step_name in ('check-cache', 'enrich', 'write-output', 'publish'))
        order by step_execution_id" | grep -v '^('
    ls -l .enricher/*.mv.db | awk '{ print "database:", int($5 / 1048576), "MB" }'
}

echo "$rows rows in $work, $(nproc) cores"
[ -f rows.csv ] || java "$root/bench/Rows.java" "$rows" rows.csv
# A row that no earlier run of this folder has seen.
{ cat rows.csv; echo "lead,People,one more topic,It is not in the cache yet: $(date +%s%N)"; } >more.csv
[ -d .enricher ] || (cd "$root" && java -Xmx1g -cp "$jar" bench/FillCache.java "$work/rows.csv" "$work/.enricher" >/dev/null)
run "all cached, one pass" rows.csv
run "all but one cached, two passes" more.csv
