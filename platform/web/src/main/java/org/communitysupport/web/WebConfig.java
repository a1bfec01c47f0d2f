package org.communitysupport.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the HTTP room is told by configuration, prefix {@code cs.web}. */
@ConfigMapping(prefix = "cs.web")
public interface WebConfig {

    /** Bytes of a request body, where the resource names no {@link BodyLimit} of its own. */
    @WithDefault("262144")
    int maxBody();

    /** Requests that are worked on at once; more are answered 503 before they cost anything. */
    @WithDefault("512")
    int maxInFlight();

    /** Sustained requests a second of one caller. */
    @WithDefault("1000")
    int ratePerSecond();

    /** Requests that one caller may send at once before the rate holds. */
    @WithDefault("2000")
    int burst();

    /** Tries a second without a valid token, of one address. */
    @WithDefault("50")
    int deniedPerSecond();

    /** Where callers reach this service, e.g. {@code https://api.example.org/referral}: what Location begins with. */
    Optional<String> publicAddress();

    /** How long {@code ?after=} waits. */
    @WithDefault("2s")
    Duration awaitAtMost();
}
