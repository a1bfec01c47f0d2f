package org.communitysupport.referral.domain.rule;

import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.ReferralFacts.Sender;

/**
 * REF-3 and REF-10: what kind of source a referral has. A system can pass on what a person or a family asks for, but it is no other
 * professional than the one it is registered as, and what was said first stays: else a resend would open what was withheld.
 */
public record Ref3SenderKind(SourceType kind, List<Warning> warnings) {

    /** @param first as the referral first came; null the first time. @param sender null for our own intake, whose word counts */
    public static Ref3SenderKind of(SourceType said, SourceType first, Sender sender) {
        if (sender == null) return new Ref3SenderKind(said, List.of());
        boolean another = sender.kind() != null && said.professional() && said != sender.kind();
        var registered = another ? sender.kind() : said;
        if (first != null && first != registered)
            return with(
                    first,
                    "source-type-fixed",
                    "The source stays " + first
                            + ", as when this referral was first sent. Sending it again does not change that.");
        return another
                ? with(
                        registered,
                        "source-type-registered",
                        "This system is registered as " + registered
                                + ", so the referral was recorded as coming from there.")
                : new Ref3SenderKind(registered, List.of());
    }

    private static Ref3SenderKind with(SourceType kind, String code, String detail) {
        return new Ref3SenderKind(kind, List.of(new Warning(code, "REF-3", detail)));
    }
}
