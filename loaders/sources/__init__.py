"""Formats other than text to lines: one module a format, a common flow of paragraphs between."""
