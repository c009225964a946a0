-- So many rows that an index pays, in words that both engines understand. About one of a hundred is
-- open, and the person of row i is U<i modulo 50>.
INSERT INTO tasks (id, version, status, severity, title, description, links, files, reporter,
    assignee, raised_at, deadline_at, deadline_is_promised, next_update_at, source, channel,
    origin_channel, origin_ts, unreached, called)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, 1, 'new', i % 4 + 1, 'Checkout', 'is down', '[]', '[]', 'U' || (i % 50),
    'U' || (i % 50), '2026-11-24 09:00:00.000000', '2026-11-24 09:00:00.000000', 1 = 0,
    '2026-11-24 09:00:00.000000', 'message', 'C1', 'C1', CAST(i AS VARCHAR), '[]', '[]'
FROM n;

UPDATE tasks SET ended_at = raised_at WHERE id % 101 <> 0;

UPDATE tasks SET card_ts = origin_ts;

UPDATE tasks SET merged_into = id - 1 WHERE id % 97 = 0;

UPDATE tasks SET same_as = id - 1 WHERE id % 103 = 0;

INSERT INTO causes (task_id, asked_at, said_at, cause, prevention, outcome)
SELECT id, raised_at, CASE id % 101 WHEN 0 THEN NULL ELSE raised_at END, '', '', 'proposed'
FROM tasks;

INSERT INTO followers (task_id, slack_id)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, 'U' || (i % 45) FROM n;

UPDATE followers SET ended_at = (SELECT ended_at FROM tasks WHERE id = task_id);

INSERT INTO history (id, task_id, at, happening, facts)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
SELECT i, i % 5000 + 1, '2026-11-24 09:00:00.000000', 'raised', '{}' FROM n;

INSERT INTO messages (channel, ts, task_id, author, text, links, files, written_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT 'C1', CAST(i AS VARCHAR), i, 'U' || (i % 50), 'is down', '[]', '[]',
    '2026-11-24 09:00:00.000000'
FROM n;

INSERT INTO promises (id, task_id, made_at, to_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, i, '2026-11-24 09:00:00.000000', '2026-11-24 09:00:00.000000' FROM n;

INSERT INTO questions (id, task_id, text, asked_by, asked_to, asked_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, i, 'Which browser?', 'U1', 'U' || (i % 50), '2026-11-24 09:00:00.000000'
FROM n;

UPDATE questions SET answered_at = asked_at WHERE id % 101 <> 0;

INSERT INTO question_messages (channel, ts, question_id, slack_id)
SELECT 'D' || (id % 50), CAST(id AS VARCHAR), id, asked_to FROM questions;

INSERT INTO outbox (id, dedupe_key, kind, conversation, place, needs_card, created_at, due_at, generation,
    attempts, known_failures, strikes, outcome, channel, ts)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
SELECT i, CAST(i AS VARCHAR), 'direct', 'U' || (i % 50), 'D', 1 = 0, '2026-11-24 09:00:00.000000',
    '2026-11-24 09:00:00.000000', 1, 0, 0, 0, CASE i % 101 WHEN 0 THEN NULL WHEN 1 THEN 'failed' ELSE 'sent' END,
    'D' || (i % 50), CAST(i AS VARCHAR)
FROM n;

INSERT INTO timers (key, reason, task_id, due_at, step, strikes)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT 'acceptance:' || i, 'acceptance', i, '2027-11-24 09:00:00.000000', 0, 0
FROM n;

UPDATE timers SET due_at = '2026-11-24 09:00:00.000000' WHERE task_id % 101 = 0;

UPDATE outbox SET settled_at = due_at WHERE outcome IS NOT NULL;

UPDATE outbox SET told_with = id - 1, outcome = 'merged' WHERE id % 101 = 2;

INSERT INTO affected (id, task_id, added_at, added_by, customer)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, i, '2026-11-24 09:00:00.000000', 'U1', 'Acme' FROM n;

INSERT INTO customers (id, name, folded, synonyms, notes, links, is_of_rules)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, 'Customer ' || i, 'customer ' || i, '[]', '', '{}', 1 = 0 FROM n;

INSERT INTO customer_keys (key, customer_id)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
SELECT i * 77777, i % 5000 + 1 FROM n;

UPDATE tasks SET customer = 'Customer ' || id, customer_folded = 'customer ' || id,
    is_vip = id % 20 = 0, has_custom_code = id % 30 = 0;

INSERT INTO quiet (slack_id, muted)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT 'U' || i, '[]' FROM n;

INSERT INTO absences (id, slack_id, since_at, stand_in)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, 'U' || i, '2026-11-24 09:00:00.000000', 'U' || (i % 50) FROM n;

UPDATE absences SET ended_at = since_at WHERE id % 101 <> 0;

INSERT INTO stand_ins (absence_id, task_id) SELECT id, id FROM tasks;

INSERT INTO handovers (id, offered_by, offered_to, offered_at, reply)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT i, 'U1', 'U2', '2026-11-24 09:00:00.000000', 'taken' FROM n;

INSERT INTO control_points (id, is_open, began_at, closes_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
SELECT i, CASE i WHEN 500 THEN 1 = 1 END, '2026-11-24 09:00:00.000000', '2026-11-24 13:00:00.000000'
FROM n;

INSERT INTO control_point_items (control_point_id, task_id, deadline_at)
SELECT id % 500 + 1, id, deadline_at FROM tasks;

INSERT INTO control_point_letters (control_point_id, recipient, is_reminder, audience, page)
SELECT id % 500 + 1, 'U' || id, 1 = 0, 'assignee', 1 FROM tasks;

ANALYZE
