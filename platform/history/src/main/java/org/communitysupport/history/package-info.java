/**
 * The analysts' tool: takes history away (export), tells it (timeline) and follows it. It reads through the services' {@code /v1/history},
 * which know who asks, of which tenant they are and what may be opened for them, and which write the audit; it holds no key, and knows
 * neither the database nor the topics.
 */
package org.communitysupport.history;
