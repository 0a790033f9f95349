/** Walks the way of a start at image build, so that the JVM's start-up cache (JEP 483, JEP 514) knows what a start needs. */
package io.nettools.controller.training;
