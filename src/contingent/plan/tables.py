"""A table of addresses becomes the arrays that compiled code works on.

An array is three numbers of the table, which stands at an address itself: the array's address, its
rows and its columns.
"""

from __future__ import annotations

from typing import Any

import numba as nb
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic
from numba.np import arrayobj

__all__ = ["bits", "flags", "floats", "rows", "sums", "whole", "wide"]

_NUMBERS = 3  # of each array


def _arrays_of(kind: Any, dimensions: int) -> Any:
    """What finds the array with a number in the table at an address."""
    form = types.Array(kind, dimensions, "C")
    numpy: Any = arrayobj  # has no types

    def typed(context: Any, table: Any, at: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            whole_number = ir.IntType(64)
            first = builder.inttoptr(arguments[0], whole_number.as_pointer())
            slot = builder.mul(arguments[1], whole_number(_NUMBERS))
            address, height, width = (
                builder.load(builder.gep(first, [builder.add(slot, whole_number(more))]))
                for more in range(_NUMBERS)
            )
            item = context.get_data_type(kind)
            size = whole_number(context.get_abi_sizeof(item))
            array = numpy.make_array(form)(context, builder)
            numpy.populate_array(
                array,
                data=builder.inttoptr(address, item.as_pointer()),
                shape=[height, width][-dimensions:],
                strides=[builder.mul(width, size), size][-dimensions:],
                itemsize=size,
                meminfo=None,
            )
            return array._getvalue()

        return form(types.int64, types.int64), generate

    return intrinsic(typed)


floats = _arrays_of(nb.float32, 1)
wide = _arrays_of(nb.float32, 2)
sums = _arrays_of(nb.float64, 2)
whole = _arrays_of(nb.int32, 1)
rows = _arrays_of(nb.int32, 2)
bits = _arrays_of(nb.uint32, 2)
flags = _arrays_of(nb.boolean, 1)
