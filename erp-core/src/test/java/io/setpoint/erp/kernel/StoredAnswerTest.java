package io.setpoint.erp.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoredAnswerTest {
    private static final String ORDER = "{\"order\":\"SO-1\",\"lines\":["
            + "{\"lineNo\":1,\"item\":\"88-1204\",\"quantity\":\"10.000\",\"commitDate\":\"2026-11-24\"},".repeat(200)
            + "{\"name\":\"Skruv för trä, 5 \u00d7 80\"}]}";

    @Test
    void anAnswerComesBackAsItWasAndTakesLessRoom() {
        byte[] packed = StoredAnswer.pack(ORDER);

        assertThat(StoredAnswer.unpack(packed)).isEqualTo(ORDER);
        assertThat(packed.length).isLessThan(ORDER.length() / 5);
        assertThat(StoredAnswer.unpack(StoredAnswer.pack(""))).isEmpty();
    }

    @Test
    void anAnswerFromBeforeAnswersWerePackedIsReadToo() {
        assertThat(StoredAnswer.unpack("{\"order\":\"SO-1\"}".getBytes(UTF_8))).isEqualTo("{\"order\":\"SO-1\"}");
        assertThat(StoredAnswer.unpack("null".getBytes(UTF_8))).isEqualTo("null");
    }

    @Test
    void aDamagedAnswerIsNotTakenForAnother() {
        byte[] packed = StoredAnswer.pack(ORDER);

        assertThatThrownBy(() -> StoredAnswer.unpack(Arrays.copyOf(packed, packed.length / 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends too early");
    }
}
