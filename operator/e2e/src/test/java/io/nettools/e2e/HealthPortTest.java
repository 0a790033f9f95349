package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Strangers at the operator's port for probes, which any pod can reach where no network plugin enforces our NetworkPolicy. */
@Alone("a time is measured")
class HealthPortTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** Begins 200 requests, asks properly once, and waits for the 200 to be cut off. Prints the first line, its milliseconds, how many were. */
    private static final String STRANGER =
            """
            import socket, sys, time
            where = (sys.argv[1], 8080)
            halves = [socket.create_connection(where, 10) for _ in range(200)]
            for half in halves:
                half.sendall(b'GET /healthz HTTP/1.1\\r\\nHost: o')
            begin = time.monotonic()
            whole = socket.create_connection(where, 10)
            whole.sendall(b'GET /healthz HTTP/1.1\\r\\nHost: o\\r\\nConnection: close\\r\\n\\r\\n')
            line = whole.recv(1000).split(b'\\r\\n')[0].decode()
            took = int(1000 * (time.monotonic() - begin))
            cut = 0
            for half in halves:
                half.settimeout(20)
                try:
                    cut += half.recv(1000) == b''
                except ConnectionResetError:
                    cut += 1
            print(line, took, cut)
            """;

    @Test
    void twoHundredHalfRequestsHoldUpNoProbeAndAreCutOff() {
        SCENE.pod("stranger", "sleep", "infinity");
        String operator = Operator.pods().getFirst().getStatus().getPodIP();
        String[] said = SCENE.exec("stranger", "python3", "-c", STRANGER, operator)
                .ok()
                .text()
                .split(" ", -1);
        assertEquals("200", said[1]);
        assertTrue(Integer.parseInt(said[3]) < 1000, () -> "/healthz answered after " + said[3] + " ms");
        System.out.println("measured: /healthz beside 200 half requests " + said[3] + " ms");
        assertEquals("200", said[4], "half requests that were cut off");
    }
}
