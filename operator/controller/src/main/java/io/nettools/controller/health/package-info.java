/** Checks for the kubelet whether the operator receives events and can act on them. */
package io.nettools.controller.health;
