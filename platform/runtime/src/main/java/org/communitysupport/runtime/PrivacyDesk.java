package org.communitysupport.runtime;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;

/** Who may decide about a person's data: a privacy officer of the person's tenant, at the service that knows the person. */
@Singleton
class PrivacyDesk {
    private final Caller caller;
    private final Instance<PersonRegister> register;

    PrivacyDesk(Caller caller, Instance<PersonRegister> register) {
        this.caller = caller;
        this.register = register;
    }

    Optional<String> open(String person) {
        return register.get().open(caller.tenant(), person);
    }

    /** The officer's id. */
    String officerFor(String person) {
        if (!register.isResolvable()) throw new NotFoundException();
        String key = caller.aggregate("person", person).key();
        if (!key.equals(person) || !register.get().knows(caller.tenant(), key)) throw Problem.notFound("person");
        return caller.actor();
    }
}
