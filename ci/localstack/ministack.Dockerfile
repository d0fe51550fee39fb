# MiniStack, a second LocalStack-compatible service, from its Python package. Built by ci/localstack-image --ministack.
FROM coldgate/debian:trixie
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY pip.conf /etc/pip.conf
RUN python3 -m venv /opt/ministack \
    && PIP_CERT=/etc/ssl/certs/ca-certificates.crt /opt/ministack/bin/pip install \
        --no-cache-dir --disable-pip-version-check --progress-bar off ministack==1.5.33
COPY ministack-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN chmod 755 /usr/local/bin/docker-entrypoint.sh
ENV PYTHONUNBUFFERED=1 GATEWAY_PORT=4566
EXPOSE 4566
ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]
