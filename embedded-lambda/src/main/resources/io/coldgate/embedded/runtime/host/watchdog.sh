# Outlives its server, however the server ends, and removes everything that is left of it.
# $1 the server's marker in its children's environments; $2 its work folder; $3 a minus sign if every process leads its
# own group, else empty; $4 the server's nine digits in its processes' brands; stdin: orders, one per line.
trap '' HUP INT TERM
g=' '
while read -r o i; do
  case $o in
    add) g="$g$i " ;;
    del | kill)
      [ "$o" = del ] || kill -s KILL -- "$3$i"
      case $g in *" $i "*) g="${g%% "$i" *} ${g#* "$i" }" ;; esac ;;
  esac
done
for i in $g; do kill -s KILL -- "$3$i"; done
# A process that left its group still has the marker or the brand, or runs in the work folder. Repeated, as it may be forking.
if [ -r /proc/self/stat ]; then
  for r in 1 2 3 4 5 6 7 8 9; do
    p=$(grep -lFs -e "$1" /proc/[0-9]*/environ
        grep -lEs -e "^Max file locks +$4[0-9]{9} " /proc/[0-9]*/limits
        ls -l /proc/[0-9]*/cwd /proc/[0-9]*/exe 2>/dev/null | grep -F -e " -> $2/" | sed 's/ -> .*//; s/.* //')
    [ -n "$p" ] || break
    for i in $p; do
      i=${i#/proc/}
      kill -s KILL "${i%%/*}"
    done
  done
fi
case $2 in
  */coldgate-*)
    chmod -R u+rwx -- "$2"
    rm -rf -- "$2" ;;
esac
