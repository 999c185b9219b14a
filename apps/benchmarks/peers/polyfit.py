"""numpy's fits of the data sets given as JSON on standard input; what they print, as JSON with 17 digits.

Input:  {"sets": [{"name", "model": {"kind", "degree", "intercept"}, "x": [[number]], "y": [number]}]}
Output: {"version", "platform", "estimates": {method: {set: {"coefficients": [text]}}}}, constant term first.
A method that a set does not suit has no entry for it.
"""

import json
import platform
import sys
import warnings

import numpy

# numpy warns that Filip's design "may be poorly conditioned"; the coefficients say by how much.
warnings.simplefilter("ignore")


def polyfit(x, y, degree):
    return numpy.polyfit(x, y, degree)[::-1]


def polynomial_fit(x, y, degree):
    return numpy.polynomial.Polynomial.fit(x, y, degree).convert().coef


def least_squares(rows, y, model):
    x = numpy.array(rows, dtype=numpy.float64)
    if model["kind"] == "polynomial":
        powers = range(0 if model["intercept"] else 1, model["degree"] + 1)
        design = numpy.column_stack([x[:, 0] ** k for k in powers])
    else:
        design = numpy.column_stack([numpy.ones(len(x)), x]) if model["intercept"] else x
    return numpy.linalg.lstsq(design, y, rcond=None)[0]


def digits(coefficients):
    return {"coefficients": ["%.17g" % value for value in coefficients]}


estimates = {"polyfit": {}, "Polynomial.fit": {}, "linalg.lstsq": {}}
for data in json.load(sys.stdin)["sets"]:
    name, model = data["name"], data["model"]
    y = numpy.array(data["y"], dtype=numpy.float64)
    if model["kind"] == "polynomial" and model["intercept"]:
        x = numpy.array([row[0] for row in data["x"]], dtype=numpy.float64)
        estimates["polyfit"][name] = digits(polyfit(x, y, model["degree"]))
        estimates["Polynomial.fit"][name] = digits(polynomial_fit(x, y, model["degree"]))
    estimates["linalg.lstsq"][name] = digits(least_squares(data["x"], y, model))

json.dump(
    {
        "version": numpy.__version__,
        "platform": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        "estimates": estimates,
    },
    sys.stdout,
)
