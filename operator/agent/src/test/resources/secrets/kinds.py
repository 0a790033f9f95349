"""Secrets as programs send them, each kind a line: "talk FROM TO" plays client and server of these over loopback, "find" reads a text from
standard input and says which secrets are in it, as they are, percent-encoded or in base64.

A line: kind, port, secret, and what the client sends. Servers send back what they got, or a response that repeats it; what they need not
understand they do not. Ports are 10000 above the usual ones, so that nobody needs a right; HTTP has 8080, of which packet lines show more."""
import base64, json, random, re, socket, struct, sys, threading, urllib.parse

HTTP, SMALL, DIGITS = 8080, "abcdefghijklmnopqrstuvwxyz", "0123456789"
PLAIN, HEX = SMALL.upper() + SMALL + DIGITS, DIGITS + "abcdef"


def drawn(beginning="", length=24, signs=PLAIN):
    lot = random.Random(len(KINDS))
    return beginning + "".join(lot.choice(signs) for _ in range(length))


def b64(*parts):
    return base64.b64encode("".join(parts).encode()).decode()


def get(target, *fields):
    return "\r\n".join(["GET %s HTTP/1.1" % target, "Host: h", *fields, "", ""])


def post(body, *fields):
    return "\r\n".join(["POST /login HTTP/1.1", "Host: h", *fields, "Content-Length: %d" % len(body), "", body])


def frame(kind, flags, stream, payload):
    return struct.pack("!I", len(payload))[1:] + bytes([kind, flags]) + struct.pack("!I", stream) + payload


def field(name, value):
    return b"\x10" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()


def http2(path, *fields):
    block = b"\x83\x86" + b"\x04" + bytes([len(path)]) + path.encode() + b"".join(field(*one) for one in fields)
    return b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"") + frame(1, 5, 1, block)


def tlv(kind, body):
    body = body if isinstance(body, bytes) else body.encode()
    return bytes([kind, len(body)]) + body


def sized(text, form="!H"):
    return struct.pack(form, len(text)) + text.encode()


def startup(**parameters):
    body = b"".join(k.encode() + b"\0" + v.encode() + b"\0" for k, v in parameters.items()) + b"\0"
    return struct.pack("!II", 8 + len(body), 196608) + body


def message(kind, text):
    return kind.encode() + struct.pack("!I", 5 + len(text)) + text.encode() + b"\0"


def client_hello(name):
    server = struct.pack("!HHHBH", 0, len(name) + 5, len(name) + 3, 0, len(name)) + name.encode()
    body = b"\x03\x03" + bytes(32) + b"\0" + b"\0\2\x13\x01" + b"\1\0" + struct.pack("!H", len(server)) + server
    hello = b"\1" + struct.pack("!I", len(body))[1:] + body
    return b"\x16\3\1" + struct.pack("!H", len(hello)) + hello


def dns(*labels):
    return b"\x12\x34\1\0\0\1\0\0\0\0\0\0" + b"".join(tlv(len(one), one)[1:] for one in labels) + b"\0\0\1\0\1"


KINDS = []


def kind(name, port, secret, sent):
    KINDS.append((name, port, secret, sent if isinstance(sent, bytes) else sent.encode()))


def in_path(name, secret, path):
    kind(name, HTTP, secret, get(path % secret))


in_path("escaped query", drawn(), "/a%%3Ftoken=%s")
in_path("query escaped twice", drawn(), "/a%%253ftoken%%253d%s")
in_path("overlong query", drawn(), "/a%%C0%%BF%s")
in_path("path parameter", drawn(), "/a%%3Bjsessionid=%s")
in_path("ampersand", drawn(length=6), "/a&token=%s")
in_path("user information", drawn(length=8), "//user:%s@host/")
in_path("Slack hook", drawn(), "/services/T00000000/B00000000/%s")
in_path("Telegram bot", drawn("AA", 33), "/bot110201543:%s/getMe")
in_path("password reset", drawn("9", 5, HEX), "/reset/%s")
in_path("UUID of a reset", "550e8400-e29b-41d4-a716-446655440000", "/password/reset/%s")
in_path("GitHub token", drawn("ghp_", 36), "/repos/%s/archive")
in_path("GitLab token", drawn("glpat-", 20), "/a/%s")
in_path("AWS key", drawn("AKIA", 16, SMALL.upper() + "234567"), "/a/%s")
in_path("Stripe key", drawn("sk_live_", 24), "/v1/%s/charges")
in_path("JWT in path", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + drawn("", 43), "/verify/%s")
in_path("hexadecimal key", drawn("", 40, HEX), "/objects/%s")
in_path("card number", drawn("4", 15, DIGITS), "/cards/%s")
in_path("Google key", drawn("AIza", 35), "/maps/%s")
kind("absolute form", HTTP, drawn(), get("http://user:%s@h/a" % drawn()))
kind("CONNECT", HTTP, drawn(), "CONNECT user:%s@h:443 HTTP/1.1\r\n\r\n" % drawn())
kind("HTTP/2 path", HTTP, drawn(), http2("/hooks/" + drawn()))
kind("gRPC metadata", HTTP, drawn(), http2("/shop.Cart/Get", ("content-type", "application/grpc"), ("authorization", "Bearer " + drawn())))
kind("query", HTTP, drawn(), get("/a?access_token=" + drawn()))
kind("OAuth code", HTTP, drawn("4/0A", 40), get("/callback?code=%s&state=x" % drawn("4/0A", 40)))
kind("S3 presigned", HTTP, drawn("", 64, HEX), get("/b/k?X-Amz-Credential=A&X-Amz-Signature=" + drawn("", 64, HEX)))
kind("Bearer", HTTP, drawn(), get("/a", "Authorization: Bearer " + drawn()))
kind("Basic", HTTP, drawn(), get("/a", "Authorization: Basic " + b64("user:", drawn())))
kind("Digest", HTTP, drawn("", 32, HEX), get("/a", 'Authorization: Digest username="u", response="%s"' % drawn("", 32, HEX)))
kind("NTLM", HTTP, drawn(), get("/a", "Authorization: NTLM " + b64("NTLMSSP\0\3", drawn())))
kind("Negotiate", HTTP, drawn(), get("/a", "Authorization: Negotiate " + b64("`\x82", drawn())))
kind("API key field", HTTP, drawn(), get("/a", "X-Api-Key: " + drawn()))
kind("Cookie", HTTP, drawn(), get("/a", "Cookie: session=" + drawn()))
kind("Elasticsearch", 19200, drawn(), get("/_search", "Authorization: ApiKey " + b64("id:", drawn())))
kind("form", HTTP, drawn(), post("user=u&password=" + drawn()))
kind("JSON", HTTP, drawn(), post(json.dumps({"password": drawn()}), "Content-Type: application/json"))
kind("request in a body", HTTP, drawn(), post("GET /%s HTTP/1.1\r\n\r\n" % drawn()))
kind("WebSocket", HTTP, drawn(), get("/chat", "Upgrade: websocket", "Sec-WebSocket-Protocol: bearer, " + drawn()))
kind("User-Agent", HTTP, drawn(), get("/a", "User-Agent: " + drawn()))
kind("Redis AUTH", 16379, drawn(), "*2\r\n$4\r\nAUTH\r\n$24\r\n%s\r\n" % drawn())
kind("Redis inline", 16379, drawn(), "AUTH %s\r\n" % drawn())
kind("Redis HELLO", 16379, drawn(), "HELLO 3 AUTH default %s\r\n" % drawn())
kind("SMTP PLAIN", 10025, drawn(), "AUTH PLAIN %s\r\n" % b64("\0user\0", drawn()))
kind("SMTP LOGIN", 10025, drawn(), "AUTH LOGIN\r\ndXNlcg==\r\n%s\r\n" % b64(drawn()))
kind("FTP", 10021, drawn(), "USER anna\r\nPASS %s\r\n" % drawn())
kind("POP3", 10110, drawn(), "USER anna\r\nPASS %s\r\n" % drawn())
kind("IMAP", 10143, drawn(), 'a1 LOGIN anna "%s"\r\n' % drawn())
kind("LDAP bind", 10389, drawn(), tlv(0x30, b"\2\1\1" + tlv(0x60, b"\2\1\3" + tlv(4, "cn=admin") + tlv(0x80, drawn()))))
kind("AMQP PLAIN", 15672, drawn(), b"AMQP\0\0\x09\x01\1\0\0" + sized("\0guest\0" + drawn(), "!I") + b"\xce")
kind("MySQL", 13306, drawn(), b"\x40\0\0\1\x85\xa6\xff\1" + bytes(28) + b"root\0" + tlv(20, drawn())[1:] + b"mysql_clear_password\0")
kind("PostgreSQL password", 15432, drawn(), startup(user="anna", database="shop") + message("p", drawn()))
kind("PostgreSQL query", 15432, drawn(), startup(user="anna", database="shop") + message("Q", "alter role a password '%s'" % drawn()))
kind("PostgreSQL options", 15432, drawn(), startup(user="anna", options="-c a.token=" + drawn()))
kind("PostgreSQL user", 15432, drawn("ghp_", 36), startup(user=drawn("ghp_", 36), database="shop"))
kind("MongoDB SASL", 17017, drawn(), struct.pack("<IIII", 99, 1, 0, 2013) + b"saslStart\0" + ("n,,n=u,r=" + drawn()).encode())
kind("Kafka PLAIN", 19092, drawn(), sized("\0\x24\0\0\0\0\0\1\0\0\0\0\0\x22\0user\0" + drawn(), "!I"))
kind("MQTT", 11883, drawn(), b"\x10\x30" + sized("MQTT") + b"\4\xc2\0\x3c" + sized("c") + sized("user") + sized(drawn()))
kind("NATS", 14222, drawn(), 'CONNECT {"user":"a","pass":"%s"}\r\n' % drawn())
kind("Memcached SASL", 21211, drawn(), b"\x80\x21\0\5\0\0\0\0" + bytes(16) + b"PLAIN\0user\0" + drawn().encode())
kind("Cassandra", 19042, drawn(), b"\4\0\0\1\x0f" + sized("\0cassandra\0" + drawn(), "!I"))
kind("Telnet", 10023, drawn(), "login: anna\r\nPassword: %s\r\n" % drawn())
kind("IRC", 16667, drawn(), "PASS %s\r\nNICK a\r\n" % drawn())
kind("XMPP", 15222, drawn(), "<auth mechanism='PLAIN'>%s</auth>" % b64("\0u\0", drawn()))
kind("RTSP", 10554, drawn(), "DESCRIBE rtsp://u:%s@h/1 RTSP/1.0\r\n\r\n" % drawn())
kind("SOCKS5", 11080, drawn(), b"\1" + tlv(4, "user")[1:] + tlv(24, drawn())[1:])
kind("SIP digest", 15060, drawn("", 32, HEX), 'REGISTER sip:h SIP/2.0\r\nAuthorization: Digest response="%s"\r\n\r\n' % drawn("", 32, HEX))
kind("server name", 10443, drawn("ghp_", 36), client_hello(drawn("ghp_", 36) + ".example.org"))
kind("SNMP community", -10161, drawn(), tlv(0x30, b"\2\1\1" + tlv(4, drawn()) + b"\xa0\0"))
kind("syslog", -10514, drawn(), "<13>app: token=" + drawn())
kind("StatsD", -18125, drawn(), "login.%s:1|c" % drawn())
kind("RADIUS", -11812, drawn(), b"\1\1\0\x3a" + bytes(16) + b"\1\6anna\2" + tlv(26, drawn())[1:])
kind("DNS label", -10053, drawn("ghp_", 36), dns(drawn("ghp_", 36), "example", "org"))


def answer(port, got):
    if got.startswith(b"PRI "):
        return frame(4, 0, 0, b"") + frame(7, 0, 0, struct.pack("!II", 1, 11) + b"because of " + KINDS[20][2].encode())
    if port in (HTTP, 19200):
        said = got.split(b" ")[1] if b" " in got else got
        return b"HTTP/1.1 500 No %s\r\nLocation: %s\r\nSet-Cookie: s=%s\r\nContent-Length: 0\r\n\r\n" % (said, said, said)
    return got


def serve(port):
    server = socket.create_server(("127.0.0.1", port), backlog=64)
    while True:
        end = server.accept()[0]
        end.settimeout(10)
        end.sendall(answer(port, end.recv(65536)))
        end.close()


def reflect(port):
    end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    end.bind(("127.0.0.1", port))
    while True:
        got, whom = end.recvfrom(65536)
        end.sendto(got[:2] + bytes([got[2] | 0x80]) + got[3:] if port == 10053 else got, whom)


def ask(port, sent):
    if port < 0:
        end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        end.connect(("127.0.0.1", -port))
    else:
        end = socket.create_connection(("127.0.0.1", port))
    end.settimeout(10)
    end.sendall(sent) if port > 0 else end.send(sent)
    end.recv(65536)
    end.close()


def talk(begin, end):
    chosen = KINDS[begin:end]
    for port in sorted({one[1] for one in chosen}):
        threading.Thread(target=serve if port > 0 else reflect, args=[abs(port)], daemon=True).start()
    for _, port, _, sent in chosen:
        for attempt in range(1000):
            try:
                ask(port, sent)
                break
            except ConnectionRefusedError:
                threading.Event().wait(0.01)
        else:
            sys.exit("nobody listens on %d" % port)


def parts(secret):
    """What must not be seen of it: eight characters in a row, of short and of telling ones all."""
    if len(secret) < 16 or secret.isdigit():
        return [secret]
    end = secret[-20:]
    return [end[i:i + 8] for i in range(len(end) - 7)]


def readings(text):
    yield text
    decoded = text
    for _ in range(3):
        decoded = urllib.parse.unquote(decoded)
        yield decoded
    for word in re.findall(r"[A-Za-z0-9+/_-]{8,}", text):
        for skipped in range(4):
            whole = word[skipped:]
            yield base64.urlsafe_b64decode(whole[:len(whole) // 4 * 4].replace("+", "-").replace("/", "_")).decode("latin-1")


def find(text):
    read = "\n".join(readings(text))
    return [name for name, _, secret, _ in KINDS if any(part in read for part in parts(secret))]


if sys.argv[1] == "find":
    print("\n".join(find(sys.stdin.read())))
elif sys.argv[1] == "count":
    print(len(KINDS))
else:
    talk(int(sys.argv[2]), int(sys.argv[3]))
