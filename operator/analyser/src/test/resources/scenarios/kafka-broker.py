"""A broker on 10.7.0.2:9092 that knows just enough of Kafka's protocol to let clients in, or not: healthy, password, mechanism, silent, or plain (it
answers ApiVersions only, as one does that waits for a login)."""
import socket, struct, sys, threading

how = sys.argv[1]
KEYS = {3: (0, 1), 17: (1, 1), 18: (0, 2), 36: (0, 1)}  # Metadata, SaslHandshake, ApiVersions, SaslAuthenticate


def text(value):
    return struct.pack("!h", len(value)) + value.encode()


def versions(version):
    if version > 2:  # the client asks again with version 0
        return struct.pack("!hi", 35, 0)
    keys = b"".join(struct.pack("!hhh", key, *KEYS[key]) for key in KEYS)
    return struct.pack("!hi", 0, len(KEYS)) + keys + (struct.pack("!i", 0) if version > 0 else b"")


def metadata():
    brokers = struct.pack("!i", 1) + struct.pack("!i", 0) + text("10.7.0.2") + struct.pack("!i", 9092) + struct.pack("!h", -1)
    return brokers + struct.pack("!i", 0) + struct.pack("!i", 0)


def handshake():
    if how == "mechanism":
        return struct.pack("!hi", 33, 2) + text("SCRAM-SHA-256") + text("SCRAM-SHA-512")
    return struct.pack("!hi", 0, 1) + text("PLAIN")


def login():
    return struct.pack("!h", 58) + text("Authentication failed: Invalid username or password") + struct.pack("!i", 0) + struct.pack("!q", 0)


def read(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def serve(connection):
    try:
        while True:
            request = read(connection, struct.unpack("!i", read(connection, 4))[0])
            key, version, correlation = struct.unpack("!hhi", request[:8])
            if how == "silent" or (how == "plain" and key == 3):
                break
            body = versions(version) if key == 18 else metadata() if key == 3 else handshake() if key == 17 else login()
            connection.sendall(struct.pack("!ii", 4 + len(body), correlation) + body)
            if key == 36:
                break
    except (EOFError, OSError):
        pass
    connection.close()


listener = socket.create_server(("10.7.0.2", 9092))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
