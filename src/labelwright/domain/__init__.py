"""The nouns of labeling and the pure rules between them; standard library and numpy only."""
