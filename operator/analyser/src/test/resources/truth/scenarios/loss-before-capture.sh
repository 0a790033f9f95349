# The same, captured at the server: what was lost is seen once, behind what follows it.
# shows: packets to server, out of order or again
# may differ: retransmissions, out of order, fast, by time: tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
# may differ: spurious: what tcpdump missed at first may have come once or twice; when it comes, acknowledged, within a round trip, ours is out of order: nobody can have asked for it again.
joined_by --delay 5 --drop 40
captured server eth0
served 8080
head -c 1000000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
