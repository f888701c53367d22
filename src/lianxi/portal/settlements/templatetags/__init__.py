"""Template tags of settlements."""
