"""A server on 10.7.0.2 (or another address) that behaves as its first argument says."""
import socket, struct, sys, time

how, port = sys.argv[1], int(sys.argv[2])
address = sys.argv[3] if len(sys.argv) > 3 else "10.7.0.2"


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def ok(connection, status="200 OK", body=b"hello\n"):
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)


def serve(connection, number):
    if how == "reset-at-once":
        return reset(connection)
    if how == "deaf":  # never reads
        return time.sleep(60)
    if how == "close":  # takes the request and goes
        connection.recv(4096)
        return connection.close()
    if how == "tls-only":  # as Go's crypto/tls: alert protocol_version
        connection.recv(4096)
        connection.sendall(bytes.fromhex("15030100020246"))
        return connection.close()
    while request := connection.recv(65536):
        if how == "reset":
            return reset(connection)
        if how == "hang":
            time.sleep(60)
        if how == "slow":
            time.sleep(1.5)
        if how == "echo":
            connection.sendall(request)
            continue
        if how == "line-slow":
            time.sleep(1.5)
            connection.sendall(b"done\n")
            continue
        if how == "sink":
            continue
        if how == "large":
            ok(connection, body=b"x" * 400_000)
            continue
        if how == "challenge" and b"Authorization" not in request:
            ok(connection, "401 Unauthorized")
            continue
        if how == "sometimes" and number % 4 == 0:
            ok(connection, "503 Service Unavailable")
            continue
        ok(connection, {"500": "500 Internal Server Error", "502": "502 Bad Gateway", "404": "404 Not Found"}.get(how, "200 OK"))
    connection.close()


family = socket.AF_INET6 if ":" in address else socket.AF_INET
with socket.socket(family) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if how == "deaf":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    listener.bind((address, port))
    listener.listen(64)
    number = 0
    while True:
        connection, _ = listener.accept()
        number += 1
        try:
            serve(connection, number)
        except OSError:  # the client has gone
            connection.close()
