package io.nettools.e2e;

/** Packets that a test can count: UDP datagrams over a pod's loopback to a port where nobody listens. */
record Traffic(Scene scene, String pod) {
    /** The datagrams alone, without the ICMP errors that they cause. */
    static final String FILTER = "udp port 9";

    /** Ethernet, IPv4 and UDP headers before the payload. */
    static final int HEADERS = 14 + 20 + 8;

    Traffic datagrams(int number, int payload) {
        String script = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); "
                + "[s.sendto(bytes(%d), ('127.0.0.1', 9)) for _ in range(%d)]".formatted(payload, number);
        scene.exec(pod, "python3", "-c", script).ok();
        return this;
    }
}
