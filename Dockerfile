# Portal PAL: la misma imagen sirve para web, worker y beat (docker-compose.yml dice cuál).
FROM python:3.11-slim-bookworm AS dependencias
WORKDIR /portal
COPY requirements.lock .
RUN python -m venv /entorno && /entorno/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
        postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home portal \
    && install -d -o portal /datos /respaldos
COPY --from=dependencias /entorno /entorno
WORKDIR /portal
COPY . .
ENV PATH=/entorno/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATOS_DIR=/datos STATIC_ROOT=/portal/reunidos
RUN pybabel compile -d locale -D django -f && python manage.py collectstatic --noinput -v0
USER portal
VOLUME /datos /respaldos
EXPOSE 8000
CMD ["gunicorn", "pal_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--max-requests", "2000", "--max-requests-jitter", "200"]
