package org.communitysupport.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures for people to read. */
final class Table {
    private Table() {}

    static String line(Figure f) {
        return String.format(
                Locale.ROOT,
                "%-22s %12s %-13s reference %10s  ratio %6s  n %3d  spread %4.0f %%  %s",
                f.name(),
                number(f.value()),
                f.unit(),
                f.reference() == null ? "–" : number(f.reference()),
                f.ratio() == null ? "–" : String.format(Locale.ROOT, "%.2f", f.ratio()),
                f.n(),
                f.spread() * 100,
                verdict(f));
    }

    private static String verdict(Figure f) {
        return Aims.of(f.name()).stream()
                .map(aim -> aim.what() + (aim.reached(f) ? " reached" : " not reached"))
                .collect(Collectors.joining(", "));
    }

    static String markdown(List<Figure> figures) {
        var text = new StringBuilder(
                "| figure | ours | reference | ratio | n | spread | aim |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
        for (Figure f : figures)
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s %s | %s | %s | %d | %.0f %% | %s |%n",
                    f.name(),
                    number(f.value()),
                    f.unit(),
                    f.reference() == null ? "–" : number(f.reference()),
                    f.ratio() == null ? "–" : String.format(Locale.ROOT, "%.2f", f.ratio()),
                    f.n(),
                    f.spread() * 100,
                    Aims.of(f.name()).isEmpty() ? "–" : verdict(f)));
        return text.toString();
    }

    /** Three figures that count: 19,800 and 4.31 and 0.052. */
    static String number(double number) {
        double size = Math.abs(number);
        String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        String text = String.format(Locale.ROOT, pattern, number);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
