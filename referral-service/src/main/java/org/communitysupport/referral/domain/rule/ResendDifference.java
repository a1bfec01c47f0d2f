package org.communitysupport.referral.domain.rule;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Amendment 16: a resend with other data is a correction, shown to intake as the names of the fields that differ. */
public final class ResendDifference {
    private ResendDifference() {}

    /** Names of the components that differ between two records of one type, under a prefix; never their values. */
    public static List<String> names(String prefix, Record before, Record after, Set<String> besides) {
        var names = new ArrayList<String>();
        for (RecordComponent c : before.getClass().getRecordComponents())
            if (!besides.contains(c.getName()) && !Objects.equals(value(c, before), value(c, after)))
                names.add(prefix + c.getName());
        return names;
    }

    private static Object value(RecordComponent c, Record of) {
        try {
            return c.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record shows its components", e);
        }
    }
}
