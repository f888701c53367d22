"""Template tags of payment notices."""
