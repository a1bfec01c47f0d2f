package org.communitysupport.runtime.toy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.runtime.PersonRegister;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.stream.Deadline;

@ApplicationScoped
public class ToyModule {

    static ServiceSpec toy() {
        return new ServiceSpec(
                "toy",
                EventTypes.of("toy")
                        .event("NoteOpened", Note.NoteOpened.class)
                        .event("NotePainted", Note.NotePainted.class)
                        .event("NoteCounted", Tally.NoteCounted.class),
                List.of(Note.AGGREGATE, Tally.AGGREGATE),
                List.of(Board.VIEW));
    }

    @Produces
    @Singleton
    ServiceSpec spec() {
        return toy();
    }

    @Produces
    @Singleton
    Reaction count() {
        return Tally.reaction();
    }

    @Produces
    @Singleton
    Reaction fences() {
        return Tally.fences();
    }

    @Produces
    @Singleton
    Deadline fading(CommandRunner commands) {
        return Fading.deadline(commands);
    }

    @Produces
    @Singleton
    PersonRegister register(CommandRunner commands) {
        return (tenant, person) -> commands.load(Note.AGGREGATE, AggregateId.of(tenant, "note", person))
                .exists();
    }
}
