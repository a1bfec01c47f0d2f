/**
 * The HTTP room: who calls, what a request is worth as a command, how answers and errors read, paging, positions, limits, and the audited
 * opening of personal data. It knows no domain and no database.
 */
package org.communitysupport.web;
