"""The database and the blobs: one module per noun, plain functions on a connection."""
