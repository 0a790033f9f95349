/** Performs the writes of a plan, in its order; each is idempotent. */
package io.nettools.controller.effect;
