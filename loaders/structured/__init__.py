"""Structured minutes: YAML and JSON in the shape of the Minutes model, read and written."""

from minutegraph.loaders.structured.dump import dump_json, dump_yaml
from minutegraph.loaders.structured.loader import StructuredLoader
from minutegraph.loaders.structured.schema import json_schema

__all__ = ["StructuredLoader", "dump_json", "dump_yaml", "json_schema"]
