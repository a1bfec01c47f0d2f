/**
 * Personal data: a key per person, sealed fields, erasure and what forbids it, keyed hashes, and the audit of who read what. The keys live
 * in a database of their own, so that backups of the log cannot bring an erased person back.
 */
package org.communitysupport.privacy;
