/**
 * Rehearses a start in the image build, so that the JVM's start-up cache (JEP 483, JEP 514) has the classes that a
 * start needs.
 */
package io.nettools.controller.training;
