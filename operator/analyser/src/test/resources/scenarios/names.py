"""A name server on 10.7.0.2:53 that behaves as its argument says; it knows web.shop.svc.cluster.local."""
import socket, struct, sys, time

how = sys.argv[1]
known = b"\x03web\x04shop\x03svc\x07cluster\x05local\x00"
s = socket.socket(type=socket.SOCK_DGRAM)
s.bind(("10.7.0.2", 53))
while True:
    query, client = s.recvfrom(2000)
    if how == "deaf":
        continue
    if how == "slow":
        time.sleep(1.2)
    end = query.index(b"\x00", 12) + 5
    name = query[12:end - 4]
    rcode, answers, flags = 3, b"", 0x8180
    if how == "fails":
        rcode = 2
    elif how == "truncates":
        rcode, flags = 0, 0x8380
    elif name == known:
        rcode = 0
        if query[end - 3] == 1:
            answers = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 5, 4) + socket.inet_aton("10.7.0.2")
    s.sendto(query[:2] + struct.pack("!HHHHH", flags | rcode, 1, 1 if answers else 0, 0, 0) + query[12:end] + answers, client)
