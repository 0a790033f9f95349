# The server reads nothing for a while: its window closes, the client probes, then all goes on.
# shows: bytes to server, zero windows, windows filled, probes
# differs: window probes, keep-alives: Linux asks for a window by a keep-alive (tcp_xmit_probe_skb), which tshark calls it; ours is a probe while the window is closed. "probes" counts both.
joined
captured client eth0
server python3 - <<'PYTHON' &
import socket, time
listening = socket.socket()
listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
listening.bind(("10.9.0.2", 7000))
listening.listen()
connection, _ = listening.accept()
time.sleep(1.2)
while connection.recv(65536):
    pass
connection.close()
PYTHON
listening tcp 7000
client python3 - <<'PYTHON'
import socket
sending = socket.create_connection(("10.9.0.2", 7000))
sending.sendall(b"x" * 300_000)
sending.shutdown(socket.SHUT_WR)
while sending.recv(10):
    pass
PYTHON
