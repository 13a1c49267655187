"""The file formats that labels travel in; each module is one format."""
