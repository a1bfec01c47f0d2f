package org.communitysupport.encounter.process;

import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.domain.StaffFileCommand;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteAssignment;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredential;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredentialEnd;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteStaff;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteUnassignment;
import org.communitysupport.encounter.inbound.FromReferral;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** Notes what referral-service says about staff, with the position where it said so. */
public final class KeepStaffFile {
    private KeepStaffFile() {}

    public static Reaction reaction() {
        var reaction = Reaction.named("KeepStaffFile")
                .on("referral.StaffRegistered", FromReferral.StaffRegistered.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteStaff(d.staff(), d.npi(), source(e)));
                })
                .on("referral.CredentialRecorded", FromReferral.CredentialRecorded.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteCredential(d.staff(), d.kind(), d.validFrom(), d.validTo(), source(e)));
                })
                .on("referral.CredentialEnded", FromReferral.CredentialEnded.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteCredentialEnd(d.staff(), d.kind(), d.endedOn(), source(e)));
                })
                .on("referral.StaffAssigned", FromReferral.StaffAssigned.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteAssignment(d.staff(), d.team(), d.role(), d.from(), source(e)));
                })
                .on("referral.StaffUnassigned", FromReferral.StaffUnassigned.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteUnassignment(d.staff(), d.team(), d.until(), source(e)));
                });
        return Published.restIgnored(reaction);
    }

    private static void note(Event<?> event, Reaction.Context context, StaffFileCommand command) {
        context.run(STAFF_FILE, Ids.staffFile(event.envelope().tenant(), command.staff()), command, NoFacts.NONE);
    }

    private static String source(Event<?> event) {
        return event.envelope().position().toString();
    }
}
