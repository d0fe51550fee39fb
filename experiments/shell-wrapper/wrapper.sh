#!/bin/sh
# A bootstrap as guides write it: it sets a variable, and hands over.
export STARTED_BY=wrapper
exec "$LAMBDA_TASK_ROOT/program"
