"""A web server whose pages are named after what they do: /page, /big, /chunked, /slow (half a second), /status/404 …"""
import http.server
import socket
import sys
import time


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.split("?")[0]
        if name.startswith("/status/"):
            return self.answer(int(name.removeprefix("/status/")), b"so be it\n")
        if name == "/chunked":
            return self.chunked()
        if name == "/slow":
            time.sleep(0.5)
        self.answer(200, b"0123456789abcdef" * 16384 if name == "/big" else b"a page\n")

    do_HEAD = do_GET

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(201, b"taken\n")

    do_PUT = do_POST

    def answer(self, status, body):
        self.send_response(status)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status not in (204, 304):
            self.wfile.write(body)

    def chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in (b"one", b"two\n", b""):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6


Server(("::", int(sys.argv[1])), Pages).serve_forever()
