/** What deploy/ promises an admin, and that it and the code speak of the same names. */
package io.nettools.controller.deploy;
