"""Stands for Istio's proxies where their packets are what matters: what is on which interface, to which port, and encrypted.

    out sidecar|ztunnel CERT KEY   takes the pod's outgoing connections on 15001: Envoy goes on to the address that was asked, ztunnel to port 15008
    in sidecar|ztunnel CERT KEY    takes those that come in: Envoy on 15006 for the address that was asked, ztunnel on 15008 for the one it is told

Envoy's mutual TLS has an SNI and the ALPN istio; HBONE has none and h2. Inside of HBONE is HTTP/2 CONNECT in the real one; here one line says where to.
Envoy asks the program from 127.0.0.6, ztunnel from the client's address. A connection of ztunnel to another pod stays open for the next one.
"""
import select, socket, ssl, struct, sys, threading

direction, kind, cert, key = sys.argv[1:5]
MARK = 0x539  # of the proxy's own packets, which the redirection leaves alone
SO_ORIGINAL_DST, IP_TRANSPARENT, SO_MARK = 80, 19, 36


def asked(connection):
    _, port, address = struct.unpack("!HH4s8x", connection.getsockopt(socket.SOL_IP, SO_ORIGINAL_DST, 16))
    return socket.inet_ntoa(address), port


def connect(to, source=None):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, SO_MARK, MARK)
    if source:
        connection.setsockopt(socket.SOL_IP, IP_TRANSPARENT, 1)
        connection.bind((source, 0))
    connection.connect(to)
    return connection


class Stream:
    """One stream inside of a connection of HBONE: pieces with their lengths, and one of length 0 at its end."""

    def __init__(self, tls):
        self.tls = tls

    def fileno(self):
        return self.tls.fileno()

    def pending(self):
        return self.tls.pending()

    def recv(self, most):
        return self.exactly(int.from_bytes(self.exactly(2), "big"))

    def exactly(self, length):
        data = b""
        while len(data) < length:
            data += self.tls.recv(length - len(data)) or sys.exit()
        return data

    def sendall(self, data):
        self.tls.sendall(len(data).to_bytes(2, "big") + data)

    def close(self):
        self.sendall(b"")


def relay(one, other):
    """Until one of them ends."""
    while True:
        ready = [end for end in (one, other) if not isinstance(end, socket.socket) or isinstance(end, ssl.SSLSocket)]
        ready = [end for end in ready if end.pending()] or select.select([one, other], [], [])[0]
        for end in ready:
            data = end.recv(16384)
            if not data:
                one.close()
                other.close()
                return
            (other if end is one else one).sendall(data)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT if direction == "out" else ssl.PROTOCOL_TLS_SERVER)
context.minimum_version = ssl.TLSVersion.TLSv1_3
context.load_cert_chain(cert, key)
context.load_verify_locations(cert)
context.check_hostname = False
context.verify_mode = ssl.CERT_REQUIRED
context.set_alpn_protocols(["h2"] if kind == "ztunnel" else ["istio-peer-exchange", "istio"])


def secured(address, port):
    plain = connect((address, 15008 if kind == "ztunnel" else port))
    return context.wrap_socket(plain, server_hostname=None if kind == "ztunnel" else f"outbound_.{port}_._.web.shop.svc.cluster.local")


def outgoing(connection):
    address, port = asked(connection)
    try:
        tls = idle.pop() if idle else secured(address, port)
    except OSError:  # as a proxy without a server
        return connection.close()
    if kind == "sidecar":
        return relay(connection, tls)
    stream = Stream(tls)
    stream.sendall(f"{address}:{port}".encode())
    relay(connection, stream)
    stream.recv(0)  # the other end of it
    idle.append(tls)


def incoming(connection):
    to, client = asked(connection), connection.getpeername()[0]
    tls = context.wrap_socket(connection, server_side=True)
    if kind == "sidecar":
        return relay(tls, connect(to, "127.0.0.6"))
    stream = Stream(tls)
    while address := stream.recv(0).decode():
        host, port = address.split(":")
        relay(connect((host, int(port)), client), stream)


idle = []
with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", 15001 if direction == "out" else 15008 if kind == "ztunnel" else 15006))
    listener.listen(64)
    while True:
        threading.Thread(target=outgoing if direction == "out" else incoming, args=[listener.accept()[0]], daemon=True).start()
