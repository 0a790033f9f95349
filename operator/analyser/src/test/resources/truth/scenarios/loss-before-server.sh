# An upload loses every 40th large packet behind the capture point: the client sends them again, and both are seen.
# shows: repeated, out of order or again
# may differ: retransmissions, out of order, fast, by time: tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
joined_by --delay 5 --drop 40
captured client eth0
served 8080
head -c 1000000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
