# An idle connection is kept alive with a probe a second: no retransmission.
# shows: packets to server, keep-alives
joined
captured client eth0
server python3 -c 'import socket; s = socket.create_server(("10.9.0.2", 7000)); c, _ = s.accept(); c.recv(10); c.close()' &
listening tcp 7000
client python3 - <<'PYTHON'
import socket, time
idle = socket.create_connection(("10.9.0.2", 7000))
for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1)):
    idle.setsockopt(socket.IPPROTO_TCP, option, value)
idle.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
time.sleep(2.5)
idle.sendall(b"bye")
idle.recv(10)
PYTHON
