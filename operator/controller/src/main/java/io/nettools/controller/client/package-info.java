/** The connection to the API server: how it is made, and how it is known to be dead. */
package io.nettools.controller.client;
