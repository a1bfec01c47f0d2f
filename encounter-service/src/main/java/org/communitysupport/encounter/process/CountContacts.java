package org.communitysupport.encounter.process;

import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.application.Encounters;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterNoteSigned;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterVoided;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.RemoveContact;
import org.communitysupport.encounter.domain.MemberDayCommand.SignContact;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** A service contact counts on the member's day; a voided one is taken out and the worker's time given back. Travel never counts (ENC-14). */
public final class CountContacts {
    private CountContacts() {}

    public static Reaction reaction(Days days, Encounters encounters) {
        var reaction = Reaction.named("CountContacts")
                .on("encounter.EncounterLogged", EncounterLogged.class, (e, c) -> {
                    if (e.data().activity() != Activity.SERVICE) return;
                    var day = Ids.memberDay(
                            e.envelope().tenant(), e.data().person(), e.data().date());
                    days.run(day, new CountContact(contact(e.data())), c.commandContext(day))
                            .mustBeDone();
                })
                .on("encounter.EncounterNoteSigned", EncounterNoteSigned.class, (e, c) -> {
                    var d = e.data();
                    var day = Ids.memberDay(e.envelope().tenant(), d.person(), d.date());
                    days.run(
                                    day,
                                    new SignContact(d.person(), d.date(), d.encounter(), d.signedAt()),
                                    c.commandContext(day))
                            .mustBeDone();
                })
                .on("encounter.EncounterVoided", EncounterVoided.class, (e, c) -> {
                    var d = e.data();
                    String tenant = e.envelope().tenant();
                    var day = Ids.memberDay(tenant, d.person(), d.date());
                    days.run(day, new RemoveContact(d.person(), d.date(), d.encounter()), c.commandContext(day))
                            .mustBeDone();
                    var staffDay = Ids.staffDay(tenant, d.staff(), d.date());
                    encounters.free(tenant, d.staff(), d.date(), d.encounter(), c.commandContext(staffDay));
                });
        return Published.restIgnored(reaction);
    }

    private static ContactCounted contact(EncounterLogged v) {
        return new ContactCounted(
                v.person(),
                v.date(),
                v.encounter(),
                v.program(),
                v.episode(),
                v.staff(),
                v.team(),
                v.role(),
                v.code(),
                v.modifiers(),
                v.place(),
                v.startAt(),
                v.endAt(),
                v.zone(),
                v.minutes(),
                false,
                v.part2());
    }
}
