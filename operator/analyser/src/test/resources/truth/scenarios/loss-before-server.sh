# An upload loses every 40th large packet behind the capture point: the client sends them again, and both are seen.
# shows: repeated
# may differ: retransmissions: at these times tshark calls most repetitions out-of-order; "repeated" counts them.
# may differ: repeated: what fills a hole later than a round trip was sent again, though its first copy was lost before the capture point or not captured.
joined_by --delay 5 --drop 40
captured client eth0
served 8080
head -c 1000000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
