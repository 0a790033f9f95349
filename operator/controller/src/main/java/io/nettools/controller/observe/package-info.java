/** From Kubernetes objects to the planner's records, once per decision. */
package io.nettools.controller.observe;
