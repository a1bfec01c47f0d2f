/**
 * From the log to the topics, and from the topics to views, reactions and deadlines. Whatever is handled twice has one effect; whatever is
 * missing is noticed; nothing is skipped.
 */
package org.communitysupport.stream;
