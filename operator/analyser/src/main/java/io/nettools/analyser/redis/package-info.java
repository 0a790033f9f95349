/** Connections with Redis's protocol: their start, and errors that keep a client out or refuse a command. */
package io.nettools.analyser.redis;
