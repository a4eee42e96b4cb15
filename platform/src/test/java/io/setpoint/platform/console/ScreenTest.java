package io.setpoint.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter written = new StringWriter();

    @Test
    void aTerminalSeesABarThatALineTakesAway() {
        Screen screen = new Screen(new PrintWriter(written), true);

        screen.bar(0.5, "druid");
        assertThat(written.toString()).isEqualTo("\r  [############------------]  50 %  druid");
        screen.line("done");

        assertThat(written.toString()).endsWith("\r" + " ".repeat(41) + "\rdone" + System.lineSeparator());
    }

    @Test
    void aFileGetsPlainLinesOnly() {
        Screen screen = new Screen(new PrintWriter(written), false);

        screen.bar(0.5, "druid");
        screen.line("done");

        assertThat(written.toString()).isEqualTo("done" + System.lineSeparator());
    }
}
