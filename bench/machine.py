"""What it was measured on. A figure without this is a rumour."""

import os
import platform
from pathlib import Path

from alerts.wiring import chance

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_UTIME, _STIME = 11, 12  # counted from the field after the name (proc(5), /proc/PID/stat)


def machine() -> dict[str, object]:
    """Describe the machine and how busy it is now."""
    return {
        "row": "machine",
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "kernel": platform.release(),
        "date": chance.now().strftime("%Y-%m-%d %H:%M UTC"),
        "load_average": load_average(),
    }


def load_average() -> list[float]:
    """Give the load average of the last 1, 5 and 15 minutes, whoever caused it."""
    return [round(load, 2) for load in os.getloadavg()]


def cpu_seconds(pid: int) -> float:
    """Give the CPU time a process has used so far, all its threads, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_UTIME]) + int(fields[_STIME])) / _TICKS_PER_S


def resident_mb() -> float:
    """Give the most that this process has held; `getrusage` would count who started it too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no peak in /proc/self/status")


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
