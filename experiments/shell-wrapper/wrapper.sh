#!/bin/sh
# A bootstrap as in many guides: it sets a variable, and hands over to the program.
export STARTED_BY=wrapper
exec "$LAMBDA_TASK_ROOT/program"
