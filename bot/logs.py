"""Logs: one line for each thing that happened, without tokens and without people's words."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import quote

import structlog
from structlog.typing import Processor

MASK = "***"

_SILENT_KEYS = re.compile(
    r"(?:.*_)?(?:token|secret|password|authorization|cookie|trigger_id|response_url|signature)",
    re.IGNORECASE,
)
_PATTERNS = (
    # Tokens of every kind: xoxb-, xoxp-, xoxe-, xoxe.xoxp-, xapp-, xwfp-.
    (re.compile(r"\b((?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-)[\w.%~+/=-]+"), rf"\1{MASK}"),
    (re.compile(r"(\bBearer\s+)[^\s'\",}]+", re.IGNORECASE), rf"\1{MASK}"),
    (
        re.compile(
            r"((?:authorization|trigger_id|response_url|token|signing_secret|password)"
            r"['\"]?\s*[:=]\s*['\"]?)(?:(?:Basic|Digest)\s+)?(?!Bearer\b)[^\s'\",}&]+",
            re.IGNORECASE,
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"(\bhooks\.slack(?:-gov)?\.com/)[^\s'\"<>)]+"), rf"\1{MASK}"),
    # A trigger: two numbers and a secret.
    (re.compile(r"\b\d{5,}\.\d{5,}\.[0-9a-zA-Z]{16,}\b"), MASK),
    (re.compile(r"(://[^\s:/@]+:)[^\s/@]+(?=@)"), rf"\1{MASK}"),
    # SQLAlchemy quotes what was to be written: people's words.
    (re.compile(r"\[parameters: .*?\](?=[\"'\n]|$)", re.DOTALL), f"[parameters: {MASK}]"),
)
_CHATTY = ("slack_bolt", "slack_sdk", "aiohttp.access", "apscheduler", "alembic")
_WORDY = ("slack_bolt", "slack_sdk", "sqlalchemy", "aiosqlite")
"""These log whole payloads or rows at DEBUG."""

_hidden: set[str] = set()


def hide(secret: str) -> None:
    """Mask this text from now on wherever it would be logged."""
    if secret.strip():
        _hidden.update({secret.strip(), quote(secret.strip(), safe="")})


def configure(log_format: str, level: str) -> None:
    """Send every log, the libraries' too, to standard error, as `console` or `json`."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    _replace_handler(_formatter(log_format, shared))
    _set_levels(level)


def note_task(key: str) -> None:
    """Name the task that the request or delivery under way is about, in each of its lines."""
    structlog.contextvars.bind_contextvars(task=key)


def mask(value: Any) -> Any:  # noqa: ANN401 -- anything may be logged
    """Give the same value without secrets: texts, keys and what is nested inside."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return {mask(key): MASK if _is_silent(key) else mask(value[key]) for key in value}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [mask(item) for item in value]
    return _mask_text(value if isinstance(value, str) else repr(value))


def _mask_text(text: str) -> str:
    for secret in sorted(_hidden, key=len, reverse=True):
        text = text.replace(secret, MASK)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def _is_silent(key: object) -> bool:
    return isinstance(key, str) and _SILENT_KEYS.fullmatch(key) is not None


def _mask_event(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {str(key): value for key, value in mask(event).items()}


def _formatter(log_format: str, shared: list[Processor]) -> structlog.stdlib.ProcessorFormatter:
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    as_text = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            # Before the mask, so that what an exception says is masked too.
            structlog.processors.format_exc_info,
            _mask_event,
            as_json if log_format == "json" else as_text,
        ],
    )


def _replace_handler(formatter: structlog.stdlib.ProcessorFormatter) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    for old in list(root.handlers):
        if isinstance(old.formatter, structlog.stdlib.ProcessorFormatter):
            root.removeHandler(old)
    root.addHandler(handler)


def _set_levels(level: str) -> None:
    chosen = logging.getLevelNamesMapping()[level]
    is_debug = chosen <= logging.DEBUG
    logging.getLogger().setLevel(chosen)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(chosen if is_debug else max(chosen, logging.WARNING))
    for name in _WORDY:
        quiet = logging.INFO if name.startswith("slack") and is_debug else logging.WARNING
        logging.getLogger(name).setLevel(max(chosen, quiet))
