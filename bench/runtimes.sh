#!/usr/bin/env bash
# Brings other versions of Node, from npm's `node` package, and prints for each where it lies. Usage: runtimes.sh 20 22 24
set -euo pipefail
runtimes="${RUNTIMES:-$(node -p "require('path').join(require('os').tmpdir(), 'animacy-runtimes')")}"
for version in "$@"; do
  prefix="$runtimes/node$version"
  if ! [ -x "$prefix/node_modules/node/bin/node" ]; then
    mkdir -p "$prefix"
    npm install --no-audit --no-fund --no-save --prefix "$prefix" "node@$version" >/dev/null
  fi
  echo "$prefix/node_modules/node/bin/node"
done
