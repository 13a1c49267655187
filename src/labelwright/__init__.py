"""Labelwright: AI-assisted image labeling, self-hosted."""

__version__ = "0.1.0"
