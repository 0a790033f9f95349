"""A path between two network namespaces with the faults that the options name; each end is eth0, without a link layer.

Faults are counted, not thrown by dice: every Nth large packet of a direction, so that each run shows them."""
import argparse
import ctypes
import fcntl
import heapq
import os
import select
import struct
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("client")
parser.add_argument("server")
parser.add_argument("--delay", type=float, default=0, help="ms, each way")
parser.add_argument("--drop", type=int, default=0, help="every Nth large packet to the server is lost")
parser.add_argument("--late", type=int, default=0, help="every Nth large packet to the server comes 5 ms later")
parser.add_argument("--twice", type=int, default=0, help="every Nth large packet to the server comes twice")
parser.add_argument("--mtu", type=int, default=1500, help="larger packets vanish, without a word")
parser.add_argument("--drop-answers", type=int, default=0, help="every Nth packet to the client is lost")
options = parser.parse_args()

LARGE = 500


def end(space):
    with open(space) as opened:
        if ctypes.CDLL(None, use_errno=True).setns(opened.fileno(), 0) != 0:
            raise OSError(ctypes.get_errno(), "setns")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, 0x400454CA, struct.pack("16sH22x", b"eth0", 0x1001))  # TUNSETIFF: IFF_TUN | IFF_NO_PI
    return device


client, server = end(options.client), end(options.server)
queue = []
counted = {client: 0, server: 0}
order = 0


def every(number, n):
    return n > 0 and number % n == 0


def send(after_ms, device, packet):
    global order
    order += 1
    heapq.heappush(queue, (time.monotonic() + (options.delay + after_ms) / 1000, order, device, packet))


def pass_on(source, packet):
    to = server if source == client else client
    if len(packet) > options.mtu:
        return
    if to == client:
        counted[to] += 1
        if not every(counted[to], options.drop_answers):
            send(0, to, packet)
        return
    number = 0
    if len(packet) > LARGE:
        counted[to] += 1
        number = counted[to]
    if number and every(number, options.drop):
        return
    send(5 if number and every(number, options.late) else 0, to, packet)
    if number and every(number, options.twice):
        send(0, to, packet)


while True:
    wait = max(0, queue[0][0] - time.monotonic()) if queue else None
    for source in select.select([client, server], [], [], wait)[0]:
        for _ in range(64):
            try:
                pass_on(source, os.read(source, 65536))
            except BlockingIOError:
                break
    while queue and queue[0][0] <= time.monotonic():
        _, _, device, packet = heapq.heappop(queue)
        try:
            os.write(device, packet)
        except OSError:
            pass  # the end is down: so is the packet
