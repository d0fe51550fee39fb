#!/bin/sh
exec /opt/ministack/bin/ministack
