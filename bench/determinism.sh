#!/usr/bin/env bash
# Runs the same script of turns on Node 20, 22 and 24 and compares every stored byte. The runtimes come from npm's `node` package.
set -euo pipefail
cd "$(dirname "$0")/.."
npx tsup --config bench/tsup.config.ts --silent
runtimes="${RUNTIMES:-$(node -p "require('path').join(require('os').tmpdir(), 'animacy-runtimes')")}"
expected=""
for version in 20 22 24; do
  prefix="$runtimes/node$version"
  if ! [ -x "$prefix/node_modules/node/bin/node" ]; then
    mkdir -p "$prefix"
    npm install --no-audit --no-fund --no-save --prefix "$prefix" "node@$version" >/dev/null
  fi
  node="$prefix/node_modules/node/bin/node"
  hash="$("$node" bench/dist/determinism.js)"
  echo "Node $("$node" --version): $hash"
  if [ -n "$expected" ] && [ "$hash" != "$expected" ]; then
    echo "the bits differ between versions of Node" >&2
    exit 1
  fi
  expected="$hash"
done
echo "the same bits on all three"
