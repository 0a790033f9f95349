/** Connections to Redis and what speaks its protocol: how they start, and which errors keep a client out or refuse what it wants. */
package io.nettools.analyser.redis;
