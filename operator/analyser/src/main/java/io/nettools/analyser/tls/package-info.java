/** TLS handshakes on any port, as far as they are in the clear: hello, choice, alerts (RFC 8446, RFC 5246). */
package io.nettools.analyser.tls;
