"""The addresses, one module per noun."""
