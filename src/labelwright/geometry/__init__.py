"""Arrays in, arrays out: the arithmetic of boxes; numpy only."""
