/** Does what a plan says, in its order; idempotent. */
package io.nettools.controller.effect;
