/**
 * HTTP exchanges: HTTP/1 (RFC 9112) and, upon the frames of package {@code http2}, HTTP/2 and gRPC. Only the header
 * fields that frame a message or name a request and its outcome are read; bodies and queries are never kept.
 */
package io.nettools.analyser.http;
