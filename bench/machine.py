"""The line that every benchmark prints first: what it ran on."""

import os
import platform

import psutil


def machine() -> str:
    """Cores this process may use, memory, architecture, system and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    return f"{cores} cores, {memory:.0f} GB, {system}, load before {psutil.getloadavg()[0]:.1f}"
