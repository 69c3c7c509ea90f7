#!/usr/bin/env bash
# The page of a run: processor time for 10,000 rows, memory for 1,000,000, and 100,000 rows on a page in Chromium.
# usage: bench/report.sh
# Needs target/enricher.jar and the tests' classes (mvn -q -DskipTests package), Chromium and its driver.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -ntp -f "$root/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
path=$work/classes:$root/target/classes:$root/target/test-classes:$(cat "$work/classpath")
javac -nowarn -proc:none -d "$work/classes" -cp "$path" "$root"/bench/report/*.java
missed=0
bench() { java -cp "$path" "$@" 2> "$work/log" || missed=1; }
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
for run in 1 2 3; do bench io.enricher.job.ReportBench 10000 20000 "$work" 1; done
bench -Xmx200m io.enricher.job.ReportBench 1000000 20000 "$work"
bench -Xmx2g io.enricher.job.ReportBench 100000 100000 "$work"
bench PageBench "$work/rows-100000.report.html"
exit "$missed"
