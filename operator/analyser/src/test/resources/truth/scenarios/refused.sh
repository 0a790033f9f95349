# Closed ports, TCP and UDP, both IP versions.
# shows: reset by, ended
# differs: handshake: tshark takes the time to the RST for a round trip; there was no handshake.
joined
captured client eth0
! client curl -sS http://10.9.0.2:81/ 2>/dev/null
! client curl -sS 'http://[fd09::2]:81/' 2>/dev/null
for to in 10.9.0.2 fd09::2; do
  client python3 -c 'import socket, sys; socket.create_connection; s = socket.socket(*socket.getaddrinfo(sys.argv[1], 5000, type=socket.SOCK_DGRAM)[0][:2]); s.sendto(b"anybody?", (sys.argv[1], 5000))' $to
done
