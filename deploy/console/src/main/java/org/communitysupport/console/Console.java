package org.communitysupport.console;

import java.util.List;
import org.communitysupport.local.Cs;

/** Entry of {@code ./cs history}, {@code ./cs views} and {@code ./cs relay}. */
public final class Console {
    static final List<Class<?>> COMMANDS = List.of(HistoryCommand.class, ViewsCommand.class, RelayCommand.class);

    private Console() {}

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, COMMANDS, args));
    }
}
