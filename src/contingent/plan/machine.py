"""Compiled code becomes an object file, once, and is called from then on without its compiler.

The compiler takes seconds to import and to compile; the object file that it makes takes neither.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from llvmlite import binding as llvm
from numpy.typing import NDArray

__all__ = ["Maker", "call", "keep_with"]

Maker = Callable[[], bytes]

_ENTRIES = {"run": "contingent.plan.kernel", "walk": "contingent.plan.walk"}
_KIND = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)

_lock = Lock()
_ready: dict[str, Any] = {}
_engines: list[Any] = []  # what they own is called for as long as the process lives


def _just_make(name: str, make: Maker) -> bytes:
    return make()


_keep: Callable[[str, Maker], bytes] = _just_make


def keep_with(keep: Callable[[str, Maker], bytes]) -> None:
    """Say what gives the object file of an entry: one that is kept, or that `make` makes now."""
    global _keep
    _keep = keep


def call(entry: str, arrays: Sequence[NDArray[Any]]) -> None:
    """Call an entry of compiled code with arrays, which it changes; other threads go on.

    Raises ValueError for an array that is not whole in memory.
    """
    function = _ready.get(entry) or _prepared(entry)
    if not all(array.flags.c_contiguous for array in arrays):
        raise ValueError("compiled code takes whole arrays only")
    table = np.array(
        [(each.ctypes.data, *np.atleast_2d(each).shape[-2:]) for each in arrays], np.int64
    )
    ends = np.zeros(2, np.int64)
    status = function(ends.ctypes.data, ends.ctypes.data + 8, table.ctypes.data)
    if status:
        raise RuntimeError(f"compiled code of `{entry}` ended with {status}")


def _prepared(entry: str) -> Any:
    with _lock:
        if entry not in _ready:
            llvm.initialize_native_target()
            llvm.initialize_native_asmprinter()
            _ready[entry] = _loaded(entry, _keep(entry, lambda: _made(entry)))
        return _ready[entry]


def _machine() -> Any:
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        jit=True,
        codemodel="jitdefault",
    )


def _loaded(entry: str, code: bytes) -> Any:
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    return _KIND(engine.get_function_address(entry))


def _made(entry: str) -> bytes:
    """The object file of an entry: compiled, and rid of all that only Python would call.

    Each function is translated as it stands and all of them are optimised together, once; left to
    itself, the compiler optimises every function again with each of those that call it.
    """
    import numba

    settings: Any = numba.config
    level = settings.OPT
    settings.OPT = type(level)(0)
    try:
        function = getattr(importlib.import_module(_ENTRIES[entry]), entry)
        function.compile("void(int64)")
    finally:
        settings.OPT = level
    (overload,) = function.overloads.values()
    module = llvm.parse_assembly(overload.library.get_llvm_str())
    found = module.get_function(overload.fndesc.llvm_func_name)
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and each.name != found.name:
            each.linkage = "internal"
    found.name = entry
    machine = _machine()
    _optimise(module, machine)
    called = [each.name for each in module.functions if each.is_declaration]
    if not all(name.startswith("llvm.") for name in called):
        raise RuntimeError(f"compiled code of `{entry}` needs its compiler: {called}")
    return bytes(machine.emit_object(module))


def _optimise(module: Any, machine: Any) -> None:
    """Optimise all functions of a module; loops are turned first, or fewer become vectors."""
    first = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=0))
    passes = first.getModulePassManager()
    passes.add_loop_rotate_pass()
    passes.add_instruction_combine_pass()
    passes.add_jump_threading_pass()
    passes.run(module, first)
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = True
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
