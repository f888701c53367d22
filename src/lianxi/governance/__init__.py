"""Bodies, seats and meetings: who belongs, who meets, who decided what, who may do what.

In come a package and a day; out come members, layers, meetings and what they
changed. Pure: no clock, no database. Open `members.py` first.
"""
