"""Template tags of the road."""
