/** How the operator is run: the admin's settings, health, JSON. */
package io.nettools.controller.ops;
