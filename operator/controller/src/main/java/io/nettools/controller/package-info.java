/** The edge: everything that touches Kubernetes. {@link io.nettools.controller.Wiring} puts it together. */
package io.nettools.controller;
