#!/usr/bin/env bash
# CPU time for each embedded symbol, and for the exact neighbours of 10,000 vectors among themselves.
# usage: bench/embedding.sh [SYMBOLS] [VECTORS] [FOLDER]      (1000, 10000; the Java files of src)
# Needs target/enricher.jar (mvn -q -DskipTests package).
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$root/target/enricher.jar}
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
java -Xmx512m ${JAVA_FLAGS:-} -cp "$jar" "$root/bench/Embedding.java" "${3:-$root/src}" "${1:-1000}" "${2:-10000}"
