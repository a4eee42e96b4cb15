package io.setpoint.platform.console;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a person sees: lines that stay, and at the bottom one line that changes. When nobody watches (a file, a pipe),
 * the changing line is left out and only what stays is printed.
 */
public final class Screen {
    private static final int BAR = 24;

    private final PrintWriter out;
    private final boolean terminal;
    private int shown;

    public Screen(PrintWriter out) {
        this(out, watched());
    }

    /** Whether standard output is a terminal; Java cannot tell, so the script does. */
    static boolean watched() {
        return Boolean.getBoolean("setpoint.terminal");
    }

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line that stays. */
    public void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** The changing line: a bar and what it is about. */
    public void bar(double share, String text) {
        if (!terminal) {
            return;
        }
        double bounded = Math.max(0, Math.min(1, share));
        int full = (int) Math.round(bounded * BAR);
        String line = String.format(
                Locale.ROOT, "  [%s%s] %3.0f %%  %s", "#".repeat(full), "-".repeat(BAR - full), bounded * 100, text);
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        out.flush();
        shown = line.length();
    }

    /** Takes the changing line away. */
    public void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }

    /** A time as people read it. */
    public static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
