# Every third packet to the client is lost: acknowledgments, SYN-ACK, FIN; the client repeats what had arrived.
# shows: repeated, by time
# may differ: handshake: ours begins with the first SYN, since the client waits from there; tshark's with the last one.
# may differ: retransmissions, out of order, fast, by time: tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
# may differ: spurious: what was acknowledged is sent again in vain; tshark says so of bytes only, not of a SYN or FIN.
joined_by --delay 5 --drop-answers 3
captured server eth0
served 8080
for i in 1 2 3; do client curl -sS -o /dev/null http://10.9.0.2:8080/page; done
