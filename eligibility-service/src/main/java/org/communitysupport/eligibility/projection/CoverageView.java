package org.communitysupport.eligibility.projection;

import java.util.List;
import org.communitysupport.eligibility.domain.CoverageEvent.*;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.View;

/** One row a person. */
public final class CoverageView {
    public static final View<CoverageRow> VIEW = Published.restIgnored(View.of("coverage", 2, CoverageRow.class)
            .on(
                    "eligibility.CoverageVerified",
                    CoverageVerified.class,
                    e -> e.data().person(),
                    (row, e) -> row(row, e.data().person())
                            .with(e.data(), e.envelope().version()))
            .on(
                    "eligibility.CoverageNotFound",
                    CoverageNotFound.class,
                    e -> e.data().person(),
                    (row, e) -> row(row, e.data().person())
                            .inVain(e.data().checkedFor(), e.envelope().version()))
            .on("eligibility.CoverageEnded", CoverageEnded.class, e -> e.data().person(), (row, e) -> row(
                            row, e.data().person())
                    .ending(e.data().payer(), e.data().endedOn(), e.envelope().version()))
            .on("eligibility.PayerChanged", PayerChanged.class, e -> e.data().person(), (row, e) -> row(
                            row, e.data().person())
                    .seen(e.envelope().version()))
            .index("person"));

    private CoverageView() {}

    private static CoverageRow row(CoverageRow row, String person) {
        return row == null ? new CoverageRow(person, List.of(), null, 0) : row;
    }
}
