package org.communitysupport.referral.domain.rule;

import org.communitysupport.referral.domain.Codes.SourceType;

/** REF-3: the four professional sources name their organisation and NPI; a person or a family has none to name. */
public final class Ref3ProfessionalSource {
    private Ref3ProfessionalSource() {}

    /** The JSON pointer of what is missing; null when nothing is. */
    public static String missing(SourceType source, String organisation, String npi) {
        if (!source.professional()) return null;
        if (organisation == null || organisation.isBlank()) return "/referrerOrganisation";
        return npi == null || npi.isBlank() ? "/referrerNpi" : null;
    }
}
