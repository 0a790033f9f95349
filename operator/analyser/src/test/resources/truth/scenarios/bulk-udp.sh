# iperf3 with datagrams, and TCP beside them for its own words.
# shows: packets to server
# may differ: repeated, retransmissions, by time, fast, out of order or again, keep-alives, probes: tshark takes one byte of data that is sent again for a keep-alive, however soon it comes; ours is one when it was acknowledged.
joined
captured server eth0 -s 128
server iperf3 -s -1 >/dev/null &
listening tcp 5201
client iperf3 -u -c 10.9.0.2 -b 20M -n 500K -l 1000 >/dev/null
