"""Slice: a rehearsal is walked, step by step, through the portal's own pages.

It has no tables: what a step leads to is kept by the page that it is sent to.
"""
