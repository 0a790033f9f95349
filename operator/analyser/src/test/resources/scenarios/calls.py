"""A gRPC server (serve ADDRESS), and clients of it: call ADDRESS METHOD TIMES SECONDS, or ping ADDRESS TIMES (keepalives without a rest)."""
import socket, sys, time
from concurrent import futures

import grpc


class Cart(grpc.GenericRpcHandler):
    def service(self, call):
        return grpc.unary_unary_rpc_method_handler(getattr(self, call.method.rsplit("/", 1)[1]))

    def Add(self, request, context):
        return b"added"

    def Pay(self, request, context):
        context.abort(grpc.StatusCode.UNAVAILABLE, "no way to the bank")

    def Find(self, request, context):
        context.abort(grpc.StatusCode.NOT_FOUND, "no such cart")

    def Wait(self, request, context):
        time.sleep(4)
        return b"late"


what, address = sys.argv[1:3]
if what == "serve":
    server = grpc.server(futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers((Cart(),))
    server.add_insecure_port(address)
    server.start()
    server.wait_for_termination()
elif what == "call":
    with grpc.insecure_channel(address, [("grpc.enable_retries", 0)]) as channel:
        for _ in range(int(sys.argv[4])):
            try:
                channel.unary_unary(sys.argv[3])(b"of shoes", timeout=float(sys.argv[5]))
            except grpc.RpcError as error:
                print(error.code())
else:
    # the library takes care not to do this
    frame = lambda kind, payload: len(payload).to_bytes(3, "big") + bytes([kind, 0, 0, 0, 0, 0]) + payload
    host, port = address.split(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, b""))
        for _ in range(int(sys.argv[3])):
            time.sleep(0.05)
            client.sendall(frame(6, b"stillup?"))
        while client.recv(4096):
            pass
