# Two stages: what builds the program stays in the first, and the image that runs
# holds Python, the locked packages and the program, owned by root, run by nobody
# in particular. It writes only to /data, and there only when it keeps SQLite.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements/build.txt requirements/base.txt requirements/
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes -r requirements/build.txt \
 && python -m venv --without-pip /opt/alerts \
 && /opt/build/bin/pip --python /opt/alerts/bin/python install \
      --require-hashes --only-binary :all: -r requirements/base.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY alerts alerts
RUN /opt/build/bin/hatchling build --target wheel --directory /src/dist \
 && /opt/build/bin/pip --python /opt/alerts/bin/python install --no-deps --no-index dist/*.whl

FROM python:3.11-slim
RUN groupadd --gid 10001 alerts \
 && useradd --uid 10001 --gid alerts --no-create-home --home-dir /data --shell /usr/sbin/nologin alerts \
 && install --directory --owner=alerts --group=alerts /data
COPY --from=build /opt/alerts /opt/alerts
ENV PATH=/opt/alerts/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ALERTS_HTTP_HOST=0.0.0.0
USER 10001:10001
WORKDIR /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('ALERTS_HTTP_PORT', '8080')), timeout=3); c.request('GET', '/livez'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["alerts"]
CMD ["serve"]
