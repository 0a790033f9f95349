/** What comes in from the API server: read whatever it is, and kept only as far as a decision needs it. */
package io.nettools.controller.intake;
