"""The sources the pipeline knows, by id: every module of ``pipeline/sources`` is one."""

import importlib
import pkgutil

from pipeline import sources
from pipeline.source import Source

MODULES = [importlib.import_module(f"{sources.__name__}.{module.name}") for module in pkgutil.iter_modules(sources.__path__)]

SOURCES: dict[str, Source] = {source.provenance.source_id: source for source in map(Source.of, MODULES)}
