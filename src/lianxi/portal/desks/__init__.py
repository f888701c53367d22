"""The desks slice: what is on whose desk, one page for a leader, and the road behind a line.

It writes nothing but the clock of a rehearsal. What it shows is projected by the dossiers:
duties that are open, the days of every commitment, what comes from what.
"""
