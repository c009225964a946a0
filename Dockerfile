# The libraries, at the versions and with the hashes of the lock file, without the developers' tools.
FROM python:3.11-slim AS libraries
WORKDIR /build
COPY pyproject.toml requirements.lock ./
RUN sed -n '/^uv==/,/[^\\]$/p' requirements.lock > uv.txt \
    && pip install --no-cache-dir --require-hashes -r uv.txt \
    && uv pip compile --quiet --generate-hashes --constraints requirements.lock pyproject.toml -o run.txt \
    && uv venv /opt/venv \
    && uv pip sync --no-cache --require-hashes --python /opt/venv/bin/python run.txt

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 cavalry \
    && mkdir /data && chown cavalry /data
COPY --from=libraries /opt/venv /opt/venv
WORKDIR /app
COPY app.yaml ./
COPY bot bot
COPY handlers handlers
COPY storage storage
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/cavalry.db \
    LOG_FORMAT=json
USER cavalry
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\") or 3000}/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
