package org.communitysupport.billing.projection;

import java.time.Instant;

/** @param state RECEIVED, REFUSED or PROCESSED */
public record PayerFileRow(
        String tenant,
        String file,
        String name,
        long size,
        String state,
        String kind,
        int claims,
        int posted,
        int unmatched,
        String place,
        String rule,
        String detail,
        Instant receivedAt,
        long version) {}
