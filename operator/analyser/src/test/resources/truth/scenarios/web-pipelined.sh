# Three requests in one segment; the answers come in their order.
# shows: exchanges
joined
captured client eth0
served 8080
client python3 - <<'PYTHON'
import socket
asking = socket.create_connection(("10.9.0.2", 8080))
asking.sendall(b"".join(b"GET /status/%d HTTP/1.1\r\nHost: x\r\n%s\r\n" % (status, b"Connection: close\r\n" if status == 503 else b"") for status in (200, 404, 503)))
while asking.recv(4096):
    pass
PYTHON
