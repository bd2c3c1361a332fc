"""How much a submission may use: one frozen record, and the most a system allows."""

from dataclasses import dataclass, fields, replace

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes
    ----------
    call_s : float, seconds
        Wall time of one evaluation by a check.
    cell_s : float, seconds
        Wall time of one cell.
    notebook_s : float, seconds
        Wall time of everything together, checks included.
    memory_bytes : int
        Memory beyond what a fresh kernel holds, all of the submission's processes together.
    processes : int
        Processes and threads together.
    file_bytes : int
        Largest single file.
    disk_bytes : int
        All files of the submission together; they lie in memory.
    output_bytes : int
        All that the cells print and show.
    reply_bytes : int
        The largest answer to one evaluation.
    cores : int
        Processor cores to compute on.
    """

    call_s: float = 30
    cell_s: float = 300
    notebook_s: float = 900
    memory_bytes: int = 3072 * MIB
    processes: int = 200
    file_bytes: int = 256 * MIB
    disk_bytes: int = 512 * MIB
    output_bytes: int = 8 * MIB
    reply_bytes: int = 32 * MIB
    cores: int = 1

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"{field.name}={getattr(self, field.name)!r} is no limit: give a number above 0.")

    def within(self, ceilings: "Limits") -> "Limits":
        """Lower every limit that is above a ceiling.

        Parameters
        ----------
        ceilings : Limits

        Returns
        -------
        Limits
        """
        return replace(self, **{field.name: min(getattr(self, field.name), getattr(ceilings, field.name)) for field in fields(self)})


CEILINGS = Limits(
    call_s=600,
    cell_s=3_600,
    notebook_s=7_200,
    memory_bytes=16 * 1024 * MIB,
    processes=1_000,
    file_bytes=2 * 1024 * MIB,
    disk_bytes=4 * 1024 * MIB,
    output_bytes=64 * MIB,
    reply_bytes=64 * MIB,
    cores=64,
)
