package org.communitysupport.encounter.infrastructure;

import java.util.List;
import org.communitysupport.encounter.domain.EncounterDecider;
import org.communitysupport.encounter.domain.MemberDayDecider;
import org.communitysupport.encounter.domain.MemberFileDecider;
import org.communitysupport.encounter.domain.StaffDayDecider;
import org.communitysupport.encounter.domain.StaffFileDecider;
import org.communitysupport.encounter.projection.EncounterList;
import org.communitysupport.encounter.projection.HeldLines;
import org.communitysupport.encounter.projection.MemberDays;
import org.communitysupport.encounter.projection.ReadyToBill;
import org.communitysupport.encounter.projection.StaffList;
import org.communitysupport.encounter.projection.VisitUnits;
import org.communitysupport.runtime.ServiceSpec;

/** What encounter-service is made of. */
public final class EncounterService {
    private EncounterService() {}

    public static ServiceSpec spec() {
        return new ServiceSpec(
                "encounter",
                EncounterEvents.types(),
                List.of(
                        MemberFileDecider.MEMBER_FILE,
                        StaffFileDecider.STAFF_FILE,
                        EncounterDecider.ENCOUNTER,
                        StaffDayDecider.STAFF_DAY,
                        MemberDayDecider.MEMBER_DAY),
                List.of(
                        EncounterList.VIEW,
                        HeldLines.VIEW,
                        ReadyToBill.VIEW,
                        MemberDays.VIEW,
                        StaffList.VIEW,
                        VisitUnits.VIEW));
    }
}
