"""Minutes of meetings to a knowledge graph of people, organisations and decisions."""

__version__ = "0.1.0"
