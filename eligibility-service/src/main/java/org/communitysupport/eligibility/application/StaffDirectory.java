package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.util.Set;

/** Port: which credentials a member of staff holds on a day, by the names of the referral service; none when nobody knows them. */
public interface StaffDirectory {
    Set<String> credentials(String tenant, String staff, LocalDate on);
}
