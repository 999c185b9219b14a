#!/bin/sh
# What can run here, and does it matter? NIST's Filip, whose powers of x have a condition number of 1e15, on each package's
# fastest engine: native, WebAssembly or plain JavaScript, float64 or float32, the digits are the same.
set -eu
cd "$(dirname "$0")"

npx wellposed backends
echo

highest='(({ coefficients, engine }) => `x^10: ${coefficients.at(-1).estimate}  ${engine}`)(JSON.parse(fs.readFileSync(0)))'
for name in reference ml-matrix tfjs gpu-js; do
  npx wellposed fit data/filip.csv --x x --y y --degree 10 --backend "$name" --json | node -p "$highest"
done
