/** DNS queries and their answers over UDP and TCP (RFC 1035, RFC 6891, RFC 7766): header and question only, records are never kept. */
package io.nettools.analyser.dns;
