"""Engine: every yuan has a reason. Accounts, transfers that balance, holds, floors, statements.

The ledger records and reconciles public money; it moves none. Amounts are whole numbers of a
unit's smallest part (fen for yuan), never floats.
"""
