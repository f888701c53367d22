"""The guard in SQLite: triggers, a row at a time.

What is checked of a transfer is checked after its row is in: only then does it have its number,
and only then is it sure that no other constraint turns it away (`OR IGNORE` would leave the totals
that had been counted before). SQLite adds 64-bit numbers into a double where they grow too large,
so the halves of the amounts are summed, each far from the edge.
"""

from collections.abc import Mapping

from lianxi.portal.ledger.columns import bent

# How a row is found again that a new one would replace.
FROZEN: Mapping[str, str] = {
    "account": "region = NEW.region AND fund = NEW.fund AND party = NEW.party "
    "AND purpose = NEW.purpose AND matter = NEW.matter",
    "transfer": "region = NEW.region AND NOT (key = '') AND key = NEW.key "
    "OR reverses_id = NEW.reverses_id OR region = NEW.region AND number = NEW.number",
    "leg": "transfer_id = NEW.transfer_id AND n = NEW.n",
    "closing": "region = NEW.region AND fund = NEW.fund AND year = NEW.year "
    "OR transfer_id = NEW.transfer_id",
    "hold": "region = NEW.region AND number = NEW.number",
    "resolution": "hold_id = NEW.hold_id",
}


def _frozen(table: str, same: str) -> dict[str, str]:
    """No row is changed or taken away, nor replaced, which in SQLite deletes without a trigger."""
    name = f"ledger_{table}"
    found = f"SELECT 1 FROM {name} WHERE id = NEW.id OR {same}"  # noqa: S608  # names of ours
    refuse = "SELECT RAISE(ABORT, 'ledger: what was kept is not changed')"
    return {
        f"{name}_update": f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {name} "
        f"BEGIN {refuse}; END",
        f"{name}_delete": f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {name} "
        f"BEGIN {refuse}; END",
        f"{name}_replace": f"CREATE TRIGGER {name}_replace BEFORE INSERT ON {name} "
        f"WHEN EXISTS ({found}) BEGIN {refuse}; END",
        f"{name}_typed": f"CREATE TRIGGER {name}_typed BEFORE INSERT ON {name} "
        f"WHEN {bent('sqlite', table, 'NEW')} "
        "BEGIN SELECT RAISE(ABORT, 'ledger: a column holds what it can not'); END",
    }


TRIGGERS: Mapping[str, str] = {
    **{name: text for each in FROZEN.items() for name, text in _frozen(*each).items()},
    "ledger_leg_joins": """
CREATE TRIGGER ledger_leg_joins BEFORE INSERT ON ledger_leg BEGIN
  SELECT RAISE(ABORT, 'ledger: the transfer is sealed')
  WHERE EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.transfer_id);
END""",
    "ledger_transfer_seals": """
CREATE TRIGGER ledger_transfer_seals AFTER INSERT ON ledger_transfer BEGIN
  SELECT CASE
    WHEN COUNT(*) < 2
      THEN RAISE(ABORT, 'ledger: a transfer has two legs or more')
    WHEN SUM(leg.day IS NOT NEW.booked OR account.region IS NOT NEW.region)
      THEN RAISE(ABORT, 'ledger: a leg is of the day and the region of its transfer')
  END
  FROM ledger_leg leg LEFT JOIN ledger_account account ON account.id = leg.account_id
  WHERE leg.transfer_id = NEW.id;
  SELECT RAISE(ABORT, 'ledger: the legs do not sum to zero')
  WHERE EXISTS (
    SELECT 1 FROM ledger_leg WHERE transfer_id = NEW.id GROUP BY unit
    HAVING SUM(amount % 4294967296) % 4294967296 <> 0
        OR SUM(amount / 4294967296) + SUM(amount % 4294967296) / 4294967296 <> 0
  );
  INSERT INTO ledger_total (account_id, unit, day, amount)
  SELECT account_id, unit, day, amount FROM ledger_leg WHERE transfer_id = NEW.id
  ON CONFLICT (account_id, unit, day) DO UPDATE SET amount =
    CASE typeof(amount + excluded.amount) WHEN 'integer' THEN amount + excluded.amount
    ELSE RAISE(ABORT, 'ledger: a total does not fit in 64 bits') END;
END""",
}
