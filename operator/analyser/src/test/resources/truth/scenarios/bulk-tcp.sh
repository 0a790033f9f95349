# iperf3 as fast as the kernel can, in frames of up to 64 KiB.
# shows: bytes to server
# may differ: repeated, out of order or again, keep-alives, probes: tshark takes one byte of data that is sent again for a keep-alive, however soon it comes; ours is one when it was acknowledged.
# may differ: retransmissions, out of order, fast, by time: as before, and tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
joined
captured client eth0 -s 128
server iperf3 -s -1 >/dev/null &
listening tcp 5201
client iperf3 -c 10.9.0.2 -n 20M >/dev/null
