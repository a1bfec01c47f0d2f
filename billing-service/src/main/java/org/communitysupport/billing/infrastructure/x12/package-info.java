/**
 * X12 in and out: the only place that knows StAEDI. Readers stream, so memory does not grow with the file; faults are collected with
 * their place and never carry a value from the file.
 */
package org.communitysupport.billing.infrastructure.x12;
