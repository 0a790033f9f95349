/** Start-ups of PostgreSQL's protocol: who asked for which database, and why he did not get it. */
package io.nettools.analyser.postgres;
