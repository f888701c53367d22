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
    "transfer": "NEW.key <> '' AND region = NEW.region AND key = NEW.key "
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
  SELECT RAISE(ABORT, 'ledger: a transfer has two legs or more')
  WHERE (SELECT COUNT(*) FROM ledger_leg WHERE transfer_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'ledger: the legs do not sum to zero')
  WHERE EXISTS (
    SELECT 1 FROM ledger_leg WHERE transfer_id = NEW.id GROUP BY unit
    HAVING SUM(amount % 4294967296) % 4294967296 <> 0
        OR SUM(amount / 4294967296) + SUM(amount % 4294967296) / 4294967296 <> 0
  );
  SELECT RAISE(ABORT, 'ledger: a leg is of the day and the region of its transfer')
  WHERE EXISTS (
    SELECT 1 FROM ledger_leg leg LEFT JOIN ledger_account account ON account.id = leg.account_id
    WHERE leg.transfer_id = NEW.id
      AND (leg.day IS NOT NEW.booked OR account.region IS NOT NEW.region)
  );
  INSERT INTO ledger_total (account_id, unit, day, amount)
  SELECT DISTINCT account_id, unit, day, 0 FROM ledger_leg leg
  WHERE transfer_id = NEW.id AND NOT EXISTS (
    SELECT 1 FROM ledger_total
    WHERE account_id = leg.account_id AND unit = leg.unit AND day = leg.day
  );
  UPDATE ledger_total SET amount = amount + (
    SELECT SUM(leg.amount) FROM ledger_leg leg
    WHERE leg.transfer_id = NEW.id
      AND leg.account_id = ledger_total.account_id AND leg.unit = ledger_total.unit
  )
  WHERE (account_id, unit, day) IN (
    SELECT account_id, unit, day FROM ledger_leg WHERE transfer_id = NEW.id
  );
  SELECT RAISE(ABORT, 'ledger: a total does not fit in 64 bits')
  WHERE EXISTS (
    SELECT 1 FROM ledger_leg leg JOIN ledger_total total
      ON total.account_id = leg.account_id AND total.unit = leg.unit AND total.day = leg.day
    WHERE leg.transfer_id = NEW.id AND typeof(total.amount) <> 'integer'
  );
END""",
}
