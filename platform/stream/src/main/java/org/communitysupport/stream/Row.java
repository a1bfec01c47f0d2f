package org.communitysupport.stream;

/**
 * A row as it is read.
 *
 * @param key within the view, as its fold names it
 * @param row personal values sealed
 * @param stale true when an event of this row is parked: what it shows is true but not the newest
 */
public record Row<R>(String key, R row, boolean stale) {}
