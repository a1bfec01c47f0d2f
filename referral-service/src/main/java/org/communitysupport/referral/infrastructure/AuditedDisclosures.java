package org.communitysupport.referral.infrastructure;

import java.util.stream.Stream;
import org.communitysupport.privacy.ReadAudit;
import org.communitysupport.referral.application.Disclosures;
import org.communitysupport.web.PersonalReader;

/** The lines of the audit that say what went outside. */
final class AuditedDisclosures implements Disclosures {
    private final ReadAudit audit;

    AuditedDisclosures(ReadAudit audit) {
        this.audit = audit;
    }

    @Override
    public Page of(String tenant, String person, int limit, String cursor) {
        var query = ReadAudit.Query.of(tenant).person(person).purpose(PersonalReader.DISCLOSURE);
        if (cursor != null) query = query.after(cursor);
        var page = audit.query(query.limit(limit));
        return new Page(page.entries().stream().flatMap(AuditedDisclosures::of).toList(), page.nextCursor());
    }

    private static Stream<Disclosure> of(ReadAudit.Entry entry) {
        var line = entry.line();
        return PersonalReader.disclosed(line.fields()).stream()
                .map(d -> new Disclosure(entry.at(), d.recipient(), d.grounds(), d.what(), line.what()));
    }
}
