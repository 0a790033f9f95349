"""A wire between m0 and m1 that is as bad as its arguments say: milliseconds of delay, percent lost, every how-manieth packet is late, and maybe "reset"."""
import heapq, random, select, socket, struct, sys, time

delay, lost, late = float(sys.argv[1]) / 1000, float(sys.argv[2]) / 100, int(sys.argv[3])
random.seed(7)
cut = "reset" in sys.argv


def total(data):
    number = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    number = (number >> 16) + (number & 65535)
    return ~(number + (number >> 16)) & 65535


def reset(frame):
    """As a firewall cuts off the connection that a packet belongs to, in the name of who it was for; three hops nearer."""
    source, destination = frame[26:30], frame[30:34]
    ports = frame[36:38] + frame[34:36]
    tcp = ports + frame[42:46] + struct.pack("!IBBHHH", 0, 0x50, 4, 0, 0, 0)
    checksum = total(destination + source + struct.pack("!HH", 6, len(tcp)) + tcp)
    tcp = tcp[:16] + struct.pack("!H", checksum) + tcp[18:]
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 40, 0, 0, 61, 6, 0) + destination + source
    ip = ip[:10] + struct.pack("!H", total(ip)) + ip[12:]
    return frame[6:12] + frame[:6] + frame[12:14] + ip + tcp


ends = []
for name in ("m0", "m1"):
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    end.bind((name, 0))
    ends.append(end)
queue, number = [], 0
while True:
    wait = max(0, queue[0][0] - time.monotonic()) if queue else None
    for end in select.select(ends, [], [], wait)[0]:
        frame, address = end.recvfrom(65536)
        if address[2] == socket.PACKET_OUTGOING:
            continue
        number += 1
        if cut and b"GET " in frame:
            ends[0].send(reset(frame))
            continue
        if random.random() < lost and len(frame) > 1000:
            continue
        extra = 0.004 if late and number % late == 0 and len(frame) > 1000 else 0
        heapq.heappush(queue, (time.monotonic() + delay + extra, number, ends.index(end), frame))
    while queue and queue[0][0] <= time.monotonic():
        _, _, which, frame = heapq.heappop(queue)
        ends[1 - which].send(frame)
