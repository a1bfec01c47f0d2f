package org.communitysupport.log;

/**
 * An event on its way into the log.
 *
 * @param type published name, e.g. {@code referral.ReferralReceived}
 * @param schema version of its shape, from 1
 * @param data JSON, personal fields sealed; stored and published byte for byte
 * @param sensitivity {@code part2}, or empty
 */
public record NewEvent(String type, int schema, String data, String sensitivity) {}
