/** Operation of the operator: the admin's settings, the audit log, JSON. */
package io.nettools.controller.ops;
