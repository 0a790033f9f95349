# The same, captured at the server: what was lost is seen once, behind what follows it.
# shows: packets to server
# may differ: retransmissions: tshark guesses from duplicate acknowledgments what was sent before; ours are those seen twice, as "repeated" counts them.
# may differ: repeated: what fills a hole later than a round trip was sent again, though its first copy was lost before the capture point or not captured.
joined_by --delay 5 --drop 40
captured server eth0
served 8080
head -c 1000000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
