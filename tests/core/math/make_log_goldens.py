#!/usr/bin/env python3
"""Writes log_goldens.inc: true values of ln, exp and pow from mpmath 1.3 at 400 bits.

Each line holds the argument(s) and the true result as the nearest double plus the rest, in ulps of that double, so that a test
can measure the error of any other double to a hundredth of an ulp. Run in this folder: python3 make_log_goldens.py
"""
import math
import random
import struct

import mpmath

mpmath.mp.prec = 400
random.seed(20260105)


def ulp(x):
    return max(math.ulp(x), 5e-324)


def nearest(value):
    """The double nearest to an mpf, subnormals included, and the rest in ulps."""
    sign = -1 if value < 0 else 1
    size = abs(value)
    if size >= mpmath.mpf(2) ** 1024 * (1 - mpmath.mpf(2) ** -54):
        return sign * math.inf, 0.0
    if size == 0:
        return 0.0, 0.0
    exponent = max(int(mpmath.floor(mpmath.log(size, 2))) - 52, -1074)
    step = mpmath.mpf(2) ** exponent
    whole = mpmath.nint(size / step)
    return sign * float(whole * step), float(sign * (size / step - whole))


def bits(x):
    return "0x%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def log_arguments():
    yield from [5e-324, 1e-320, 2.2250738585072009e-308, 2.2250738585072014e-308, 1.7976931348623157e308, 0.5, 2.0, 10.0, math.e]
    for k in range(1, 53, 3):  # next to 1, where the result is small
        yield 1 + 2.0**-k
        yield 1 - 2.0**-k
    yield from [math.nextafter(1, 2), math.nextafter(1, 0), math.sqrt(2), math.nextafter(math.sqrt(2), 0), math.sqrt(0.5)]
    for _ in range(120):
        yield math.exp(random.uniform(-708, 709))
    for _ in range(80):
        yield random.uniform(0.5, 2)
    for _ in range(80):
        yield random.uniform(1, 1e6)
    for _ in range(20):
        yield random.randrange(1, 2**52) * 5e-324


def exp_arguments():
    yield from [1.0, -1.0, 709.782712893384, 709.0, -708.3964185322641, -745.1, -744.4400719213812, -740.0, -709.5]
    for k in range(1, 60, 3):
        yield 2.0**-k
        yield -(2.0**-k)
    for _ in range(150):
        yield random.uniform(-708, 709.7)
    for _ in range(80):
        yield random.uniform(-2, 2)
    for _ in range(40):
        yield random.uniform(-745, -708)


def pow_arguments():
    yield from [(2.0, 0.5), (10.0, -5.0), (10.0, 308.0), (3.0, 1 / 3), (24.0, 0.2), (0.5, 1074.0), (2.0, -1073.5)]
    yield from [(-2.0, 3.0), (-2.0, 4.0), (-3.5, -7.0), (-1.0000000000000002, 2.0**53 + 2)]
    yield from [(math.nextafter(1, 2), 2.0**61), (math.nextafter(1, 0), 2.0**62), (5e-324, 0.3), (1.7976931348623157e308, 0.999)]
    for _ in range(200):  # results over the whole range
        x = math.exp(random.uniform(-700, 700))
        yield x, random.uniform(-740, 709) / math.log(x)
    for _ in range(100):  # x near 1 with large exponents
        x = 1 + random.uniform(-1, 1) * 2.0 ** -random.randrange(1, 40)
        yield x, random.uniform(-700, 700) / math.log(x)
    for _ in range(100):
        yield random.uniform(0.01, 100), random.uniform(-10, 10)


with open("log_goldens.inc", "w") as out:
    out.write("// Made by make_log_goldens.py (mpmath %s, %d bits). Do not edit.\n" % (mpmath.__version__, mpmath.mp.prec))
    out.write("// clang-format off\n")
    out.write("// {x bits, nearest double to the true result, true result - that double in ulps}\n")
    out.write("constexpr Golden kLogGoldens[] = {\n")
    for x in log_arguments():
        y, rest = nearest(mpmath.log(mpmath.mpf(x)))
        out.write("{%s, %s, %.3f},\n" % (bits(x), bits(y), rest))
    out.write("};\nconstexpr Golden kExpGoldens[] = {\n")
    for x in exp_arguments():
        y, rest = nearest(mpmath.exp(mpmath.mpf(x)))
        out.write("{%s, %s, %.3f},\n" % (bits(x), bits(y), rest))
    out.write("};\nconstexpr PowGolden kPowGoldens[] = {\n")
    for x, e in pow_arguments():
        sign = -1 if x < 0 and e % 2 == 1 else 1
        value = sign * mpmath.exp(mpmath.mpf(e) * mpmath.log(abs(mpmath.mpf(x))))
        y, rest = nearest(value)
        if math.isinf(y):
            continue
        out.write("{%s, %s, %s, %.3f},\n" % (bits(x), bits(e), bits(y), rest))
    out.write("};\n")
