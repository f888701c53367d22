"""What leaves the house on paper or screen: so far, the map, the picture of years and of tiers.

In come a package's values; out come shapes ready to draw. No Django, no files.
"""
