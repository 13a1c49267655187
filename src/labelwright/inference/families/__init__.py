"""How the outputs of each kind of network become proposals, one module per family."""
