/** Whether the operator hears what happens and can act on it, as the kubelet asks. */
package io.nettools.controller.health;
