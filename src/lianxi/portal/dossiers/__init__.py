"""The dossiers slice: what is done along the commitment road, kept and read.

    outcome = write(doing, Writing(PROPOSAL, Proposed(…), right="proposal.write", party="330100"))

Acts come in by one door (`actions.py`) and are only ever added. What lists, desks and links
are made of is projected from them in the same transaction (`projection.py`) and can be made
anew from the acts at any time. The rules are in `governance/road/`; look there first.
"""
