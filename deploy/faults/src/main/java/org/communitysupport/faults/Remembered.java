package org.communitysupport.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Commands that were acknowledged, some of the newest and some of long ago, for those who ask again. */
final class Remembered {
    private static final int MANY = 2_000;

    private final List<StubbornApi.Request> requests = new ArrayList<>();
    private final Random random = new Random(1);

    /** When there is no more room one of the others goes: not always the oldest. */
    synchronized void add(StubbornApi.Request request) {
        if (requests.size() < MANY) requests.add(request);
        else requests.set(random.nextInt(MANY), request);
    }

    synchronized Optional<StubbornApi.Request> any(Random random) {
        return any(requests, random);
    }

    /** @param routes of which it is one; any when empty */
    synchronized Optional<StubbornApi.Request> any(Random random, String service, Set<String> routes) {
        return any(
                requests.stream()
                        .filter(r -> r.service().equals(service))
                        .filter(r -> routes.isEmpty() || routes.contains(r.route()))
                        .toList(),
                random);
    }

    private static Optional<StubbornApi.Request> any(List<StubbornApi.Request> of, Random random) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }
}
