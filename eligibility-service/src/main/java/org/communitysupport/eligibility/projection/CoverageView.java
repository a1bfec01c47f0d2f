package org.communitysupport.eligibility.projection;

import java.util.List;
import org.communitysupport.eligibility.domain.CoverageEvent.*;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a person. */
public final class CoverageView {
    public static final View<CoverageRow> VIEW = View.of("coverage", 1, CoverageRow.class)
            .on(
                    "eligibility.CoverageVerified",
                    CoverageVerified.class,
                    e -> e.data().person(),
                    (row, e) -> row(row, e, e.data().person())
                            .with(e.data(), e.envelope().version()))
            .on(
                    "eligibility.CoverageNotFound",
                    CoverageNotFound.class,
                    e -> e.data().person(),
                    (row, e) -> row(row, e, e.data().person())
                            .inVain(e.data().checkedFor(), e.envelope().version()))
            .on("eligibility.CoverageEnded", CoverageEnded.class, e -> e.data().person(), (row, e) -> row(
                            row, e, e.data().person())
                    .ending(e.data().payer(), e.data().endedOn(), e.envelope().version()))
            .on("eligibility.PayerChanged", PayerChanged.class, e -> e.data().person(), (row, e) -> row(
                            row, e, e.data().person())
                    .seen(e.envelope().version()))
            .ignores(Published.eligibilityBesides(
                    "CoverageVerified", "CoverageNotFound", "CoverageEnded", "PayerChanged"))
            .index("person");

    private CoverageView() {}

    private static CoverageRow row(CoverageRow row, Event<?> event, String person) {
        return row == null ? new CoverageRow(event.envelope().tenant(), person, List.of(), null, 0) : row;
    }
}
