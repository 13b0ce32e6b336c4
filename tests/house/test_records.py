"""The vocabulary holds frozen records and enumerations, and nothing that changes."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import pkgutil

import contingent.vocabulary


def test_every_class_of_the_vocabulary_is_frozen():
    """A noun that every room speaks cannot be changed by one of them."""
    for found in pkgutil.iter_modules(contingent.vocabulary.__path__):
        module = importlib.import_module(f"contingent.vocabulary.{found.name}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__ or issubclass(kind, enum.Enum):
                continue
            parameters = getattr(kind, "__dataclass_params__", None)
            assert dataclasses.is_dataclass(kind), name
            assert parameters is not None, name
            assert parameters.frozen, name
            assert "__slots__" in vars(kind), name
