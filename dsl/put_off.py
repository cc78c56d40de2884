"""Modules of the standard library that others import and we hardly ever need."""

import sys
from types import ModuleType
from typing import Any


class _PutOff(ModuleType):
    """Stands in for a module until somebody looks into it."""

    def __getattr__(self, wanted: str) -> Any:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        real = __import__(name)
        self.__dict__.update(real.__dict__)  # from here on nothing is missing any more
        return getattr(real, wanted)


def put_off(name: str) -> None:
    """Have a module imported when it is first used; one without packages around it only."""
    if name not in sys.modules:
        sys.modules[name] = _PutOff(name)
