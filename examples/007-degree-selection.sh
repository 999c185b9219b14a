#!/bin/sh
# Which degree? By leave-one-out errors and by F tests, with a picture of the choice and of the bands around the curve.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npx wellposed fit data/sine-6.csv --x x --y y --select-degree loo --plot "$work/sine.svg"
npx wellposed fit data/norris.csv --x x --y y --select-degree f --max-degree 3 --json > "$work/norris.json"
npx wellposed fit data/longley.csv --x x6 --y y,x2,x5 --degree 2
