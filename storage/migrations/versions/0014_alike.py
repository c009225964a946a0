"""The words of tasks, to find those that look alike."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SEARCHED = ("title", "description", "application", "component", "customer", "workaround")
MOST = 4000
"""Characters of a description; who writes more has said by then what it is about."""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgres()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("put_in", "changed", "taken_out"):
            op.execute(f"DROP TRIGGER IF EXISTS task_words_{name}")
        op.execute("DROP TABLE task_words")
    else:
        op.execute("DROP INDEX ix_tasks_words")
        op.execute("ALTER TABLE tasks DROP COLUMN words")


def _upgrade_sqlite() -> None:
    # Only which words a task holds, not where they stand: what is not kept costs nothing to keep.
    op.execute(
        "CREATE VIRTUAL TABLE task_words USING fts5(words, content='', columnsize=0, detail=none,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        f"INSERT INTO task_words (rowid, words) SELECT id, {_words('tasks')} FROM tasks"  # noqa: S608 -- our own words
    )
    # Of a table that is copied SQLite drops the triggers: a migration that does so makes them anew.
    put_in = f"INSERT INTO task_words (rowid, words) VALUES (new.id, {_words('new')})"
    take_out = (
        "INSERT INTO task_words (task_words, rowid, words)"
        f" VALUES ('delete', old.id, {_words('old')})"
    )
    changed = " OR ".join(f"old.{one} IS NOT new.{one}" for one in SEARCHED)
    op.execute(f"CREATE TRIGGER task_words_put_in AFTER INSERT ON tasks BEGIN {put_in}; END")
    op.execute(
        f"CREATE TRIGGER task_words_changed AFTER UPDATE OF {', '.join(SEARCHED)} ON tasks"
        f" WHEN {changed} BEGIN {take_out}; {put_in}; END"
    )
    op.execute(f"CREATE TRIGGER task_words_taken_out AFTER DELETE ON tasks BEGIN {take_out}; END")


def _upgrade_postgres() -> None:
    # What PostgreSQL's parser takes for an address or a file would be one word.
    apart = f"translate({_words('')}, './_-@:', '      ')"
    # A server that was set up without a language of its own knows only the capitals of English.
    icu = "SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'"
    if op.get_bind().exec_driver_sql(icu).scalar():
        apart = f'lower(({apart}) COLLATE "und-x-icu")'
    op.execute(
        "ALTER TABLE tasks ADD COLUMN words tsvector"
        f" GENERATED ALWAYS AS (to_tsvector('simple', {apart})) STORED"
    )
    op.execute("CREATE INDEX ix_tasks_words ON tasks USING gin (words)")


def _words(table: str) -> str:
    dot = f"{table}." if table else ""
    title, description, *others = (f"{dot}{one}" for one in SEARCHED)
    parts = [title, f"substr({description}, 1, {MOST})"]
    parts += [f"coalesce({one}, '')" for one in others]
    return " || ' ' || ".join(parts)
