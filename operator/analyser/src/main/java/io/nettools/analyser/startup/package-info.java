/**
 * How connections of MySQL, MongoDB, Kafka, AMQP and LDAP start, read from their first messages: what the server
 * refuses, and why.
 */
package io.nettools.analyser.startup;
