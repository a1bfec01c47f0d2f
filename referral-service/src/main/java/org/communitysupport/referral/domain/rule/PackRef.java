package org.communitysupport.referral.domain.rule;

import java.util.List;
import org.communitysupport.kernel.Basis;

/** Which policy pack judged. */
public record PackRef(String id, String version) {
    public Basis basis(String... rules) {
        return new Basis(id, version, List.of(rules));
    }
}
