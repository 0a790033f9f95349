/** Reads the API server's answers, whatever their content, and keeps only the parts that a decision needs. */
package io.nettools.controller.intake;
