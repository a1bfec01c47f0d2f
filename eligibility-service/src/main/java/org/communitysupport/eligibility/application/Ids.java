package org.communitysupport.eligibility.application;

import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Uuid5;

/** Ids that follow from the command, so that a repeat gives the same. */
final class Ids {
    private Ids() {}

    static String authorization(CommandContext context) {
        return 'a' + hex("authorization", context);
    }

    static String assessment(CommandContext context) {
        return 'c' + hex("assessment", context);
    }

    private static String hex(String kind, CommandContext context) {
        return Uuid5.of(kind, context.commandId().toString()).toString().replace("-", "");
    }
}
