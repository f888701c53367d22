"""What the database itself refuses: to change a batch or a figure, or to take one away."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("sharing_batch", "sharing_fact")

SQLITE = """
CREATE TRIGGER {table}_{event} BEFORE {event} ON {table} BEGIN
  SELECT RAISE(ABORT, 'sharing: what was entered is not changed');
END"""
FUNCTION = """
CREATE FUNCTION sharing_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'sharing: what was entered is not changed' USING ERRCODE = '23000';
END $$"""
POSTGRESQL = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION sharing_frozen()"""


def put_up(on: BaseDatabaseWrapper) -> None:
    """Set the guard of a database: for the migration, and for whoever lifted it."""
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            for table in TABLES:
                for event in ("update", "delete"):
                    cursor.execute(SQLITE.format(table=table, event=event))
            return
        cursor.execute(FUNCTION)
        for table in TABLES:
            cursor.execute(POSTGRESQL.format(table=table))


def taken_down(on: BaseDatabaseWrapper) -> None:
    """Lift the guard: to undo the migration. Nothing in the portal calls it."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS sharing_frozen() CASCADE")
            return
        for table in TABLES:
            for event in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}")
