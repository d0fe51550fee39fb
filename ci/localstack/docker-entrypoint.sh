#!/bin/sh
mkdir -p /var/lib/localstack /tmp/localstack
exec /opt/localstack/bin/python -m localstack.runtime.main
