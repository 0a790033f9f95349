/** The Helm chart and the OLM bundle, rendered from deploy/ and crds/ (decision 0031). */
package io.nettools.controller.packaging;
