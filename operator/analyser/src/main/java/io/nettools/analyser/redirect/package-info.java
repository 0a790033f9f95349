/** Joins the two halves of a connection that is redirected inside the captured namespace. */
package io.nettools.analyser.redirect;
