"""A server on 10.7.0.2:27017 that knows just enough of MongoDB's protocol to let clients in, or not: healthy, password, permission, secondary,
or silent. Needs pymongo, whose BSON it speaks."""
import socket, struct, sys, threading, time
import bson

how = sys.argv[1]
ERRORS = {
    "password": (18, "AuthenticationFailed", "Authentication failed."),
    "permission": (13, "Unauthorized", "command insert requires authentication"),
    "secondary": (10107, "NotWritablePrimary", "not primary"),
}


def hello():
    topology = {"processId": bson.ObjectId("0123456789abcdef01234567"), "counter": bson.Int64(6)}
    return {"helloOk": True, "ismaster": True, "topologyVersion": topology, "maxBsonObjectSize": 16777216, "maxMessageSizeBytes": 48000000,
            "maxWriteBatchSize": 100000, "localTime": bson.datetime.datetime(2026, 11, 30), "connectionId": 7, "minWireVersion": 0,
            "maxWireVersion": 21, "readOnly": False, "saslSupportedMechs": ["SCRAM-SHA-256"], "ok": 1.0}


def answer(command):
    name = next(iter(command))
    if name in ("hello", "ismaster", "isMaster"):
        if "maxAwaitTimeMS" in command:
            time.sleep(1)
        return hello()
    if how in ERRORS and name in ("saslStart", "insert", "find"):
        code, code_name, words = ERRORS[how]
        return {"ok": 0.0, "errmsg": words, "code": code, "codeName": code_name}
    if name == "find":
        return {"cursor": {"firstBatch": [{"_id": 1, "cart": "full"}], "id": bson.Int64(0), "ns": "shop.carts"}, "ok": 1.0}
    return {"n": 1, "ok": 1.0}


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
            length, request, _, opcode = struct.unpack("<iiii", read(connection, 16))
            body = read(connection, length - 16)
            if how == "silent":
                break
            at = 5 if opcode == 2013 else body.index(b"\0", 4) + 9
            size = struct.unpack("<i", body[at:at + 4])[0]
            document = bson.encode(answer(bson.decode(body[at:at + size])))
            head = struct.pack("<IB", 0, 0) if opcode == 2013 else struct.pack("<iqii", 8, 0, 0, 1)
            kind = 2013 if opcode == 2013 else 1
            connection.sendall(struct.pack("<iiii", 16 + len(head) + len(document), request + 1, request, kind) + head + document)
    except (EOFError, OSError):
        pass
    connection.close()


listener = socket.create_server(("10.7.0.2", 27017))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
