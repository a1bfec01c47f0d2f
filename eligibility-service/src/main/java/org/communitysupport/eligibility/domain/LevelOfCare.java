package org.communitysupport.eligibility.domain;

/** What a request says of the level of care. Only ever sealed. Absent parts are null. */
public record LevelOfCare(
        Codes.DisabilityGroup disabilityGroup, Integer locusComposite, Integer locusLevel, String asamLevel) {}
