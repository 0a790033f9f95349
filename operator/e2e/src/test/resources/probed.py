"""Whom a probe asks: HTTP at port 18083, HTTPS at 18443 with the certificate and key in argv[1], and at UDP port 53 a DNS server (RFC 1035) that
knows the names under test. and no other: 10-0-0-1.test. stands for 10.0.0.1, any other for 10.0.0.7."""

import base64
import functools
import http.server
import re
import socket
import ssl
import sys
import tempfile
import threading

FOUND, NXDOMAIN = b"\x81\x80", b"\x81\x83"
RECORD = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4"


def serve(port, secured=None):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="/etc")
    server = http.server.ThreadingHTTPServer(("", port), handler)
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever).start()


def address(label):
    spelt = re.fullmatch(rb"(\d+)-(\d+)-(\d+)-(\d+)", label)
    return bytes(map(int, spelt.groups())) if spelt else bytes([10, 0, 0, 7])


def names():
    here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    here.bind(("", 53))
    while True:
        query, client = here.recvfrom(512)
        end = query.index(b"\0", 12)
        question = query[12 : end + 5]
        known = query[:end].endswith(b"\4test")
        head = query[:2] + (FOUND if known else NXDOMAIN) + b"\0\1" + (b"\0\1" if known else b"\0\0") + bytes(4)
        answer = RECORD + address(query[13 : 13 + query[12]]) if known else b""
        here.sendto(head + question + answer, client)


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.NamedTemporaryFile() as pem:
    pem.write(base64.b64decode(sys.argv[1]))
    pem.flush()
    tls.load_cert_chain(pem.name)
serve(18083)
serve(18443, tls)
names()
