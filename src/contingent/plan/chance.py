"""A draw's keys and a scenario's number become a normal number, always the same one.

Nothing is remembered between draws, so scenarios can be computed in any order, on any number of
threads, and one of them again by its number; and a plan with one contributor more leaves the
draws of all others as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic

__all__ = ["entry", "inner", "normal_pair", "power_of_two"]

Compiled = TypeVar("Compiled", bound=Callable[..., Any])

_njit: Any = nb.njit  # its types do not list all of these options
_OPTIONS = {
    "fastmath": True,
    "error_model": "numpy",
    "no_cfunc_wrapper": True,
    "_nrt": False,  # no reference is counted; that would cost as much as a loop over the lanes
}


def entry(function: Compiled) -> Compiled:
    """Compiles what is called from outside with the address of a table."""
    made: Compiled = _njit(**_OPTIONS)(function)
    return made


def inner(function: Compiled) -> Compiled:
    """Compiles what only compiled code calls: with no way in from Python, most of the work."""
    made: Compiled = _njit(**_OPTIONS, no_cpython_wrapper=True)(function)
    return made


def _inlined(function: Compiled) -> Compiled:
    made: Compiled = _njit(**_OPTIONS, no_cpython_wrapper=True, forceinline=True)(function)
    return made


_F, _U, _I = np.float32, np.uint32, np.int32
_ROOT_HALF = _I(0x3F3504F3)  # the bits of the square root of a half
_MANTISSA = _I(0x7FFFFF)
_SIGN = _U(0x80000000)


def _bits_of(context: Any, value: Any) -> Any:
    """The bits of a float32 as int32."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(32))

    return nb.int32(nb.float32), generate


def _float_of(context: Any, value: Any) -> Any:
    """The float32 with these bits."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.FloatType())

    return nb.float32(nb.int32), generate


_bits: Any = intrinsic(_bits_of)
_float: Any = intrinsic(_float_of)


@_inlined
def normal_pair(counter: Any, key0: Any, key1: Any) -> Any:
    """Two independent standard normals, float32, by Box and Muller.

    Two keyed hashes of the counter give a radius of 24 bits and an angle of 24; the angle is
    drawn within an eighth to either side of an axis, and three more bits say which axis and sign.
    """
    x = _U(_U(counter * _U(0x9E3779B1)) + key0)
    x = _U(_U(x ^ _U(x >> _U(16))) * _U(0x21F0AAAD))
    x = _U(_U(_U(x ^ _U(x >> _U(15))) ^ key1) * _U(0x735A2D97))
    x = _U(x ^ _U(x >> _U(15)))
    y = _U(_U(x + key1) * _U(0xC2B2AE35))
    y = _U(_U(_U(y ^ _U(y >> _U(16))) ^ key0) * _U(0x85EBCA6B))
    y = _U(y ^ _U(y >> _U(13)))
    radius = np.sqrt(_F(-2) * _log_uniform(x))
    turn = _F(_I(y) >> _I(8)) * _F(2.0**-23)  # in [-1, 1): eighths of a turn
    square = turn * turn
    sine = turn * (
        _F(0.785398161)
        + square * (_F(-0.0807454325) + square * (_F(0.00249000102) + square * _F(-3.59504521e-05)))
    )
    cosine = _F(0.999999967) + square * (
        _F(-0.308424166) + square * (_F(0.0158496842) + square * _F(-0.000318727838))
    )
    swapped = (y & _U(1)) != _U(0)
    first = sine if swapped else cosine
    second = cosine if swapped else sine
    return (
        radius * _float(_I(_bits(first) ^ _I(_U(y << _U(30)) & _SIGN))),
        radius * _float(_I(_bits(second) ^ _I(_U(y << _U(29)) & _SIGN))),
    )


@_inlined
def _log_uniform(x: Any) -> Any:
    """The logarithm of a uniform number made of the upper 24 bits."""
    bits = _I(_bits(_F(_I(_U(x >> _U(8)) | _U(1))) * _F(2.0**-24)) - _ROOT_HALF)
    m = _float(_I(_I(bits & _MANTISSA) + _ROOT_HALF)) - _F(1)
    series = _F(0.204963827) + m * (_F(-0.186677035) + m * _F(0.118956974))
    series = _F(0.33314507) + m * (_F(-0.249097612) + m * series)
    series = _F(1.00000097) + m * (_F(-0.500011125) + m * series)
    return _F(_I(bits >> _I(23))) * _F(0.69314718) + m * series


@_inlined
def power_of_two(x: Any) -> Any:
    """Two to the power x, float32, for x between -100 and 100."""
    whole = _I(x + _F(128)) - _I(128)
    part = x - _F(whole)
    series = _F(0.055826314) + part * (_F(0.00898934493) + part * _F(0.00187757467))
    series = _F(0.693153073) + part * (_F(0.240153618) + part * series)
    return _float(_I(_bits(_F(0.999999925) + part * series) + _I(whole << _I(23))))
