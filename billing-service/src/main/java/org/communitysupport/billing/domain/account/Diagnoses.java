package org.communitysupport.billing.domain.account;

import java.util.List;

/** ICD-10 codes, the principal one first. */
public record Diagnoses(List<String> codes) {
    public Diagnoses {
        codes = List.copyOf(codes);
    }
}
