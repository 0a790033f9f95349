# Every third packet to the client is lost: acknowledgments, SYN-ACK, FIN; the client repeats what had arrived.
# shows: repeated
# may differ: retransmissions: tshark calls quick repetitions out-of-order; "repeated" counts them.
# may differ: handshake: ours begins with the first SYN, since the client waits from there; tshark's with the last one.
# may differ: repeated: what fills a hole later than a round trip was sent again, though its first copy was lost before the capture point or not captured.
joined_by --delay 5 --drop-answers 3
captured server eth0
served 8080
for i in 1 2 3; do client curl -sS -o /dev/null http://10.9.0.2:8080/page; done
