#!/usr/bin/env bash
# Runs the same script of turns on Node 20, 22 and 24 and compares every stored byte.
set -euo pipefail
cd "$(dirname "$0")/.."
npx tsup --config bench/tsup.config.ts --silent
runtimes="$(bash bench/runtimes.sh 20 22 24)"
expected=""
while read -r node; do
  hash="$("$node" bench/dist/determinism.js)"
  echo "Node $("$node" --version): $hash"
  if [ -n "$expected" ] && [ "$hash" != "$expected" ]; then
    echo "the bits differ between versions of Node" >&2
    exit 1
  fi
  expected="$hash"
done <<<"$runtimes"
echo "the same bits on all three"
