/** Which protocol each end of a connection speaks, as far as its first bytes show. */
package io.nettools.analyser.greeting;
