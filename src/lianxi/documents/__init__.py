"""What leaves the house on paper or screen: so far, the map.

In come a package's values; out come shapes ready to draw. No Django, no files.
"""
