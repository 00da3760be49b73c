# The site: `docker compose up` builds and starts it beside Neo4j.
FROM python:3.13-slim AS build
RUN python -m venv /app
ENV PATH=/app/bin:$PATH
WORKDIR /source
COPY requirements requirements
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt \
 && pip install --no-cache-dir --require-hashes --no-build-isolation -r requirements/run.txt
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1
RUN useradd --create-home --home-dir /data eagraph
USER eagraph
WORKDIR /data
EXPOSE 8050
CMD ["eagraph", "serve", "--host", "0.0.0.0", "--port", "8050"]
