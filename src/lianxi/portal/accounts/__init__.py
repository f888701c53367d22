"""People and their appointments; in the demo, entering a role with one click."""
