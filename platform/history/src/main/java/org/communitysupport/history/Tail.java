package org.communitysupport.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Follows what is recorded from now on, or from an earlier end on, over all services and in {@linkplain CausalOrder the one order}. */
public final class Tail {
    private final History history;
    private final Selection selection;
    private final Ends from;

    /** @param from null: from now on */
    public Tail(History history, Selection selection, Ends from) {
        this.history = history;
        this.selection = selection;
        this.from = from;
    }

    /**
     * Tells each event until there is no wish for more; asks the services again after every pause.
     *
     * @param pause called when all that is there has been told; answers whether to go on
     */
    public void follow(Consumer<Told> tell, BooleanSupplier pause, ExecutorService fetching) {
        selection.checkedAgainst(new java.util.TreeSet<>(history.services()));
        var lanes = new ArrayList<Lane>();
        Ends ends = history.ends();
        Ends start = from == null ? ends : from;
        for (String service : history.services())
            for (int n = 0; n < History.LANES; n++) {
                int number = n;
                long seq = start.of(service, n);
                lanes.add(new Lane(
                        service,
                        n,
                        seq,
                        Math.max(seq, ends.of(service, n)),
                        (after, to) -> history.lane(service, number, after, to),
                        fetching));
            }
        var order = new CausalOrder(lanes);
        var wanted = selection.by(streams());
        do {
            for (var told = order.next(); told != null; told = order.next()) if (wanted.test(told)) tell.accept(told);
        } while (pause.getAsBoolean() && extended(lanes));
    }

    /** A person of whom nothing is recorded yet is followed by what names them. */
    private java.util.Set<String> streams() {
        return selection.person().isEmpty()
                ? java.util.Set.of()
                : PersonStreams.of(history, selection.person()).keys();
    }

    private boolean extended(List<Lane> lanes) {
        Ends now = history.ends();
        lanes.forEach(lane -> lane.extend(now.of(lane.service, lane.number)));
        return true;
    }
}
