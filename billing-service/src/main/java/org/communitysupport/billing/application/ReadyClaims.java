package org.communitysupport.billing.application;

import java.util.List;

/** Which claims may be due for a batch. Only a hint: each is looked at in the log before it is taken. */
public interface ReadyClaims {

    /** Claim ids in a stable order, at most {@code most}. */
    List<String> of(String tenant, String payer, int most);
}
