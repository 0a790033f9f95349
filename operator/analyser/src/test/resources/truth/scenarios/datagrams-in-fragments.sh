# Datagrams of 5000 bytes, both ways and both IP versions.
# shows: packets to client
joined
captured server eth0
server python3 - <<'PYTHON' &
import socket
echo = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
echo.bind(("::", 7))
while True:
    data, sender = echo.recvfrom(65535)
    echo.sendto(data, sender)
PYTHON
listening udp 7
client python3 - <<'PYTHON'
import socket
for family, address in ((socket.AF_INET, "10.9.0.2"), (socket.AF_INET6, "fd09::2")):
    asking = socket.socket(family, socket.SOCK_DGRAM)
    asking.connect((address, 7))
    asking.send(b"x" * 5000)
    asking.recv(65535)
PYTHON
