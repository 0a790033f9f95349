/**
 * DNS queries and their answers over UDP and TCP (RFC 1035, RFC 6891, RFC 7766): only header and question are read,
 * records are never kept.
 */
package io.nettools.analyser.dns;
