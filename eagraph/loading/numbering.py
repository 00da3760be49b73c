"""Numbers for what is distinct in a column of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Long = npt.NDArray[np.int64]


def distinct(numbers: Long) -> tuple[Long, Numbers]:
    """The numbers there are, and which of them stands in each place; -1 is a number that stays."""
    import numpy as np
    import pyarrow as pa

    found = pa.array(numbers).dictionary_encode()
    used, codes = found.dictionary.to_numpy(), found.indices.to_numpy().astype(np.int32)
    return used, np.where(numbers == -1, np.int32(-1), codes)


def first_of(numbers: Numbers) -> Long:
    """Where each of the numbers 0..n stands first."""
    import numpy as np

    first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return first
