#!/bin/sh
# The same from the command line: fit, keep the model, predict, pass it on. Needs nothing but a built workspace.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npx wellposed fit data/norris.csv --x x --y y --save "$work/norris.json"
npx wellposed fit data/longley.csv --x x1,x2,x3,x4,x5,x6 --y y --json > "$work/longley.json"
printf 'x\n100\n200.5\n' | npx wellposed predict "$work/norris.json" -
npx wellposed fit data/sine-6.csv --x x --y y --degree 4 --plot "$work/sine.svg"
