"""What a sharing rule says as a whole: its roster, its names with their units, its order of steps.

An article that is consolidated comes in, a `Rule` of typed trees comes out, or what is wrong with
it. `typed.py` is the place to begin; `sharing/` works out what is made here.
"""
