package org.communitysupport.web;

/** The notice that goes with each disclosure of substance use records: the short form of 42 CFR 2.32(a)(2), as in force since 2024-04-16. */
public final class Redisclosure {
    public static final String HEADER = "Redisclosure-Notice";
    public static final String NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

    private Redisclosure() {}

    /** Null where nothing of it is shown. */
    public static String notice(boolean part2) {
        return part2 ? NOTICE : null;
    }
}
