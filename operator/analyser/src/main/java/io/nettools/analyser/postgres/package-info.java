/** Start-ups of PostgreSQL's protocol: their user, their database, and the reason of a failure. */
package io.nettools.analyser.postgres;
