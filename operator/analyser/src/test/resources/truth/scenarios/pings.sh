# Echoes of both IP versions, large ones in fragments.
# shows: packets to client
joined
captured client eth0
client python3 - <<'PYTHON'
import socket, struct
def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff
for size in (56, 4000):
    four = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    echo = struct.pack("!BBHHH", 8, 0, 0, 77, size) + b"x" * size
    four.sendto(echo[:2] + struct.pack("!H", checksum(echo)) + echo[4:], ("10.9.0.2", 0))
    four.recv(65535)
    six = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
    six.sendto(struct.pack("!BBHHH", 128, 0, 0, 77, size) + b"x" * size, ("fd09::2", 0))
    while six.recv(65535)[0] != 129:
        pass
PYTHON
