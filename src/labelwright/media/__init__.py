"""Bytes of picture files in; checked facts, pixels and smaller pictures out. No file's name or place is known here."""
