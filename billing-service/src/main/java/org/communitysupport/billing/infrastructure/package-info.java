/** Wiring of billing and the adapters of its ports: X12, GridFS, directories, configuration. */
package org.communitysupport.billing.infrastructure;
