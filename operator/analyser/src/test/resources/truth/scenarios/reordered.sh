# Every 20th large packet is overtaken by others.
# shows: packets to server, out of order
# may differ: retransmissions, out of order, fast, by time: tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
# may differ: spurious: what tcpdump missed at first may have come once or twice; when it comes, acknowledged, within a round trip, ours is out of order: nobody can have asked for it again.
joined_by --delay 2 --late 20
captured server eth0
served 8080
head -c 500000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
