/** What makes a service out of the rooms: wiring, start and stop, health, metrics, and the addresses that every service has. */
package org.communitysupport.runtime;
