"""Slice: grants, from the application to the close, with what is booked in the ledger for them."""
