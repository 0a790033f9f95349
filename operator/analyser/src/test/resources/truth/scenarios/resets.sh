# Connections that end in RST: by the server, by the client, after the server's half of the close; and one left open.
# shows: reset by, ended
joined
captured client eth0
server python3 - <<'PYTHON' &
import socket, struct, time
listening = socket.create_server(("10.9.0.2", 7000))
kept = []
while True:
    connection, _ = listening.accept()
    wish = connection.recv(1)
    if wish == b"r":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    elif wish == b"h":
        connection.sendall(b"hello")
        connection.shutdown(socket.SHUT_WR)
    if wish != b"r":
        kept.append(connection)
PYTHON
listening tcp 7000
client python3 - <<'PYTHON'
import socket, struct
def connected(wish):
    connection = socket.create_connection(("10.9.0.2", 7000))
    connection.sendall(wish)
    return connection
def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
try:
    connected(b"r").recv(1)
except ConnectionResetError:
    pass
reset(connected(b"x"))
half = connected(b"h")
while half.recv(10):
    pass
reset(half)
left = connected(b"x")
left.shutdown(socket.SHUT_WR)
PYTHON
