package org.communitysupport.kernel;

/** A decoded event with its envelope. Personal values in {@code data} are sealed when it comes to a view. */
public record Event<E>(Envelope envelope, E data) {}
