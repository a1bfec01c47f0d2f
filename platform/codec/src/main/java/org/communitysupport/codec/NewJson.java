package org.communitysupport.codec;

/**
 * An event as it will stand in the log and on the topic.
 *
 * @param type published name, e.g. {@code referral.ReferralReceived}
 * @param schema version of its shape, from 1
 * @param data JSON with the properties in the order of the record's components, personal values sealed
 * @param sensitivity {@code part2}, or empty
 */
public record NewJson(String type, int schema, String data, String sensitivity) {}
