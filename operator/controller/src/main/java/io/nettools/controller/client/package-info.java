/** Connects to the API server, and detects dead connections. */
package io.nettools.controller.client;
