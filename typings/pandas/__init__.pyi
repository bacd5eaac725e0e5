"""What the type rules know of pandas: a frame from a series, that one divided is one, and nothing of the cells.

The SQL that makes a frame gives its columns their types, which no checker of Python sees; stubs that guess at them find a
thousand faults that are none. A function that reads single rows says in a Protocol which columns it reads.
"""

from typing import Any, Self

class DataFrame(Any):
    def __truediv__(self, other: object) -> Self: ...

class Series(Any):
    def __truediv__(self, other: object) -> Self: ...

class Timestamp(Any): ...

def __getattr__(name: str) -> Any: ...
