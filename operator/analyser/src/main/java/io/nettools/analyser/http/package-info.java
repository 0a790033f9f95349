/** HTTP/1 exchanges (RFC 9112): request and status lines only. Header fields, bodies and queries are never kept. */
package io.nettools.analyser.http;
