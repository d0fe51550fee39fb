# Prepares everything, waits for one line on stdin, then becomes the function's process.
# $0 log file; $1 brand (the limit of file locks: -w in dash, -x in bash); $2 number of NAME=value arguments, without the variables that belong to the shell; the arguments; the command.
# Variable names have one letter: Lambda does not allow such names, so the function's variables are not affected.
unset PWD OLDPWD
ulimit -c 0
ulimit -w "$1" 2>/dev/null || ulimit -x "$1" 2>/dev/null
n=$2; shift 2
while [ "$n" -gt 0 ]; do export "$1"; shift; n=$((n-1)); done
exec 3>&1 >>"$0" 2>&1
echo ready >&3
exec 3>&-
read -r x || exit 0
exec "$@" </dev/null
