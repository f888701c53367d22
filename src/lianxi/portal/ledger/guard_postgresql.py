"""The guard in PostgreSQL: triggers of whole statements, which sum into `numeric`.

A lock keeps two writers from adding to one transfer at once. The functions look for tables in the
schema of the ledger alone: a temporary table of the same name would otherwise be read in its place.
"""

from collections.abc import Mapping

from lianxi.portal.ledger.columns import bent

LOCK = 0x6C656467  # held by whoever writes legs or transfers, until they are done
FROZEN = ("account", "transfer", "leg", "closing", "hold", "resolution")
DATED = ("transfer", "leg", "hold", "resolution")

# As PostgreSQL itself writes them, so that they can be compared with what is there.
TRIGGERS: Mapping[str, str] = {
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
    "BEFORE INSERT OR DELETE OR UPDATE ON ledger_total "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_follows()",
    **{
        f"ledger_{table}_frozen": f"CREATE TRIGGER ledger_{table}_frozen "
        f"BEFORE DELETE OR UPDATE ON ledger_{table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_frozen()"
        for table in FROZEN
    },
    **{
        f"ledger_{table}_emptied": f"CREATE TRIGGER ledger_{table}_emptied "
        f"BEFORE TRUNCATE ON ledger_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_emptied()"
        for table in (*FROZEN, "total")
    },
    **{
        f"ledger_{table}_dated": f"CREATE TRIGGER ledger_{table}_dated "
        f"AFTER INSERT ON ledger_{table} REFERENCING NEW TABLE AS kept "
        f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_{table}_dated()"
        for table in DATED
    },
}


def _dated(table: str) -> str:
    return f"""
CREATE FUNCTION ledger_{table}_dated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM kept WHERE {bent("postgresql", table, "kept")})
  THEN RAISE EXCEPTION 'ledger: a column holds what it can not'
    USING ERRCODE = '23000';
  END IF;
  RETURN NULL;
END $$"""  # noqa: S608  # names of ours


FUNCTIONS: Mapping[str, str] = {
    **{f"ledger_{table}_dated": _dated(table) for table in DATED},
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
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE lacks boolean; strays boolean; uneven boolean; BEGIN
  SELECT bool_or(legs < 2), bool_or(stray), bool_or(odd) INTO lacks, strays, uneven FROM (
    SELECT sum(n) AS legs, bool_or(astray) AS stray, bool_or(rest <> 0) AS odd FROM (
      SELECT kept.id, count(ledger_leg.id) AS n, sum(ledger_leg.amount) AS rest,
        bool_or(ledger_leg.day <> kept.booked
          OR ledger_account.region IS DISTINCT FROM kept.region) AS astray
      FROM kept LEFT JOIN ledger_leg ON ledger_leg.transfer_id = kept.id
      LEFT JOIN ledger_account ON ledger_account.id = ledger_leg.account_id
      GROUP BY kept.id, ledger_leg.unit
    ) units GROUP BY id
  ) transfers;
  IF lacks THEN RAISE EXCEPTION 'ledger: a transfer has two legs or more'
    USING ERRCODE = '23000';
  END IF;
  IF uneven THEN RAISE EXCEPTION 'ledger: the legs do not sum to zero'
    USING ERRCODE = '23000';
  END IF;
  IF strays THEN RAISE EXCEPTION 'ledger: a leg is of the day and the region of its transfer'
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
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO there;
  IF there THEN
    RAISE EXCEPTION 'ledger: what was kept is not changed'
    USING ERRCODE = '23000';
  END IF;
  RETURN NULL;
END $$""",
}
