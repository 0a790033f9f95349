/**
 * Packet lines in the wording of {@code TZ=UTC tcpdump -nn -r FILE} (4.99). Each printer names the file of tcpdump that it follows.
 *
 * <p>Different on purpose:
 * <ul>
 *   <li>only printable ASCII comes out, the backslash as {@code \x5c}, and a line is cut at {@value io.nettools.analyser.line.PacketLines#LONGEST};
 *   <li>of a HTTP request line the query is hidden, and a line on a HTTP port that is neither request nor status line is not shown;
 *   <li>values of rare TCP options (MPTCP, Fast Open, authentication) come as hex digits;
 *   <li>other payloads (DNS, TLS, SSH, DHCP …) are not dissected: {@code UDP, length N}, or nothing behind TCP's length;
 *   <li>what a VXLAN packet carries follows on the same line, and port 8472 is VXLAN, as on Linux, not OTV;
 *   <li>of frames and protocols that are not read, the header is named but no bytes are dumped.
 * </ul>
 */
package io.nettools.analyser.line;
