/** Reassembly of datagrams that were sent in fragments (RFC 791 §3.2, RFC 8200 §4.5). */
package io.nettools.analyser.fragment;
