/**
 * Packet lines in the wording of {@code TZ=UTC tcpdump -nn -r FILE} (4.99). Each printer names the file of tcpdump that
 * it follows.
 *
 * <p>Different on purpose:
 * <ul>
 *   <li>only printable ASCII is written, the backslash as {@code \x5c}, and a line is cut at
 *       {@value io.nettools.analyser.line.PacketLines#LONGEST};
 *   <li>the query of an HTTP request line is hidden, and a line on an HTTP port that is neither request nor status line
 *       is not shown;
 *   <li>values of rare TCP options (MPTCP, Fast Open, authentication) are hex digits;
 *   <li>other payloads (DNS, TLS, SSH, DHCP …) are not dissected: {@code UDP, length N}, or nothing behind the TCP
 *       length;
 *   <li>the inner packet of VXLAN follows on the same line, and port 8472 is VXLAN, as on Linux, not OTV;
 *   <li>frames and protocols that are not read are named by their header, without a dump of their bytes.
 * </ul>
 */
package io.nettools.analyser.line;
