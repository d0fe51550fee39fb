# Runs in its own mount namespace: mounts a folder at /opt, then becomes the command.
# $0 the folder; $1 the absolute path of mount; the command.
m=$1; shift
"$m" --bind "$0" /opt || exit 1
exec "$@"
