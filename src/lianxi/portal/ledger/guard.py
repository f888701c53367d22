"""What the database itself refuses, whoever writes to it and by whatever path.

A transfer seals its legs. Its trigger demands two or more of them, of its own day, of accounts
that exist, that sum to zero in each unit; it adds them to the totals. No leg joins a transfer
that is sealed; nothing that was kept is changed or taken away; and a deferred reference lets no
transaction end with a leg that has no transfer.

SQLite adds 64-bit numbers into a double where they grow too large, so there the halves of the
amounts are summed, each far from the edge. PostgreSQL sums into `numeric`; there a lock keeps two
writers from adding to one transfer at once.
"""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = 0x6C656467  # held by whoever writes legs or transfers in PostgreSQL, until they are done
# What is frozen, and how a row is found again that a new one would replace.
FROZEN: Mapping[str, str] = {
    "account": "region = NEW.region AND fund = NEW.fund AND party = NEW.party "
    "AND purpose = NEW.purpose AND matter = NEW.matter",
    "transfer": "region = NEW.region AND NOT (key = '') AND key = NEW.key "
    "OR reverses_id = NEW.reverses_id OR region = NEW.region AND number = NEW.number",
    "leg": "transfer_id = NEW.transfer_id AND n = NEW.n",
    "closing": "region = NEW.region AND fund = NEW.fund AND year = NEW.year",
    "hold": "region = NEW.region AND number = NEW.number",
    "resolution": "hold_id = NEW.hold_id",
}


def _sqlite_frozen(table: str, same: str) -> dict[str, str]:
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
    }


SQLITE: Mapping[str, str] = {
    **{name: text for each in FROZEN.items() for name, text in _sqlite_frozen(*each).items()},
    "ledger_leg_joins": """
CREATE TRIGGER ledger_leg_joins BEFORE INSERT ON ledger_leg BEGIN
  SELECT RAISE(ABORT, 'ledger: the transfer is sealed')
  WHERE EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.transfer_id);
  SELECT RAISE(ABORT, 'ledger: an amount is a whole number')
  WHERE typeof(NEW.amount) <> 'integer' OR typeof(NEW.unit) <> 'text' OR NEW.unit = ''
     OR typeof(NEW.n) <> 'integer' OR typeof(NEW.account_id) <> 'integer'
     OR typeof(NEW.transfer_id) <> 'integer' OR date(NEW.day) IS NOT NEW.day;
END""",
    "ledger_transfer_seals": """
CREATE TRIGGER ledger_transfer_seals BEFORE INSERT ON ledger_transfer BEGIN
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


def _postgresql() -> dict[str, str]:
    triggers = {
        "ledger_leg_waits": "CREATE TRIGGER ledger_leg_waits BEFORE INSERT ON ledger_leg "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_waits()",
        "ledger_transfer_waits": "CREATE TRIGGER ledger_transfer_waits BEFORE INSERT "
        "ON ledger_transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_waits()",
        "ledger_leg_joins": "CREATE TRIGGER ledger_leg_joins AFTER INSERT ON ledger_leg "
        "REFERENCING NEW TABLE AS kept FOR EACH STATEMENT EXECUTE FUNCTION ledger_joins()",
        "ledger_transfer_seals": "CREATE TRIGGER ledger_transfer_seals AFTER INSERT "
        "ON ledger_transfer REFERENCING NEW TABLE AS kept "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_seals()",
        "ledger_total_follows": "CREATE TRIGGER ledger_total_follows "
        "BEFORE INSERT OR UPDATE OR DELETE ON ledger_total "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_follows()",
    }
    for table in FROZEN:
        name = f"ledger_{table}"
        triggers[f"{name}_frozen"] = (
            f"CREATE TRIGGER {name}_frozen BEFORE UPDATE OR DELETE ON {name} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_frozen()"
        )
        triggers[f"{name}_emptied"] = (
            f"CREATE TRIGGER {name}_emptied BEFORE TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_emptied()"
        )
    return triggers


POSTGRESQL: Mapping[str, str] = _postgresql()

FUNCTIONS: Mapping[str, str] = {
    "ledger_waits": f"""
CREATE FUNCTION ledger_waits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock({LOCK});
  RETURN NULL;
END $$""",
    "ledger_joins": """
CREATE FUNCTION ledger_joins() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM kept JOIN ledger_transfer ON ledger_transfer.id = kept.transfer_id)
  THEN RAISE EXCEPTION 'ledger: the transfer is sealed'
    USING ERRCODE = '23000';
  END IF;
  RETURN NULL;
END $$""",
    "ledger_seals": """
CREATE FUNCTION ledger_seals() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM kept LEFT JOIN ledger_leg ON ledger_leg.transfer_id = kept.id
    GROUP BY kept.id HAVING count(ledger_leg.id) < 2
  ) THEN RAISE EXCEPTION 'ledger: a transfer has two legs or more'
    USING ERRCODE = '23000';
  END IF;
  IF EXISTS (
    SELECT 1 FROM kept JOIN ledger_leg ON ledger_leg.transfer_id = kept.id
    GROUP BY kept.id, ledger_leg.unit HAVING sum(ledger_leg.amount) <> 0
  ) THEN RAISE EXCEPTION 'ledger: the legs do not sum to zero'
    USING ERRCODE = '23000';
  END IF;
  IF EXISTS (
    SELECT 1 FROM kept JOIN ledger_leg ON ledger_leg.transfer_id = kept.id
    LEFT JOIN ledger_account ON ledger_account.id = ledger_leg.account_id
    WHERE ledger_leg.day <> kept.booked OR ledger_account.region IS DISTINCT FROM kept.region
  ) THEN RAISE EXCEPTION 'ledger: a leg is of the day and the region of its transfer'
    USING ERRCODE = '23000';
  END IF;
  INSERT INTO ledger_total (account_id, unit, day, amount)
  SELECT account_id, unit, day, sum(amount) FROM kept JOIN ledger_leg
    ON ledger_leg.transfer_id = kept.id
  GROUP BY account_id, unit, day ORDER BY account_id, unit, day
  ON CONFLICT (account_id, unit, day)
  DO UPDATE SET amount = ledger_total.amount + EXCLUDED.amount;
  RETURN NULL;
END $$""",
    "ledger_follows": """
CREATE FUNCTION ledger_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'ledger: totals follow from transfers alone'
    USING ERRCODE = '23000';
  END IF;
  RETURN NULL;
END $$""",
    "ledger_frozen": """
CREATE FUNCTION ledger_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'ledger: what was kept is not changed'
    USING ERRCODE = '23000';
END $$""",
    "ledger_emptied": """
CREATE FUNCTION ledger_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE there boolean; BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO there;
  IF there THEN
    RAISE EXCEPTION 'ledger: what was kept is not changed'
    USING ERRCODE = '23000';
  END IF;
  RETURN NULL;
END $$""",
}


def put_up(on: BaseDatabaseWrapper) -> None:
    """Set the guard of a database: for the migration, and for whoever lifted it."""
    with on.cursor() as cursor:
        for text in _statements(on.vendor):
            cursor.execute(text)


def taken_down(on: BaseDatabaseWrapper) -> None:
    """Lift the guard: to undo the migration. Nothing in the portal calls it."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            for name in FUNCTIONS:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        else:
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _statements(vendor: str) -> Sequence[str]:
    if vendor == "postgresql":
        return [*FUNCTIONS.values(), *POSTGRESQL.values()]
    return list(SQLITE.values())


def missing() -> list[str]:
    """The parts of the guard that this database lacks, or that say something else, or sleep."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'ledger%' AND tgenabled = 'O'"
            )
            there = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'ledger%'")
            bodies = dict(cursor.fetchall())
            lost = [name for name in POSTGRESQL if name not in there]
            return lost + [
                name for name, text in FUNCTIONS.items() if bodies.get(name) != _body(text)
            ]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = {name: _plain(text) for name, text in cursor.fetchall()}
    return [name for name, text in SQLITE.items() if kept.get(name) != _plain(text)]


def _body(text: str) -> str:
    return text.partition("$$")[2].rpartition("$$")[0]


def _plain(text: str) -> str:
    """A statement without its spacing."""
    return " ".join(text.split())
