# Packets above 1300 bytes vanish in the path, and nobody says so.
# shows: repeated, by time
joined_by --delay 2 --mtu 1300
captured client eth0
served 8080
head -c 20000 /dev/zero >"$work/data"
! client curl -sS --max-time 2 -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload 2>/dev/null
