package io.setpoint.streaming.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.streaming.KeyedOperator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatedFunctionTest {
    /** Says what it sees; wakes ten after each event, and forgets the key then. */
    static final class Diary extends GatedFunction<Diary.Page, String> {
        /** When the key is to be forgotten. */
        public record Page(long until) {}

        Diary() {
            super(Page.class);
        }

        @Override
        protected @Nullable Page advance(
                @Nullable Page page, List<EventRecord> events, long clock, Emitter<String> out) {
            String seen = events.stream().map(EventRecord::id).collect(Collectors.joining("+"));
            out.emit(out.key() + "@" + clock + ":" + seen + (page == null ? " new" : ""));
            return events.isEmpty() ? null : new Page(clock + 10);
        }

        @Override
        protected long wakeAt(Page page, long clock) {
            return page.until();
        }
    }

    private static KeyedOperator<EventRecord, String> harness() throws Exception {
        return new KeyedOperator<>(new Diary(), EventRecord::documentKey);
    }

    @Test
    void nothingIsAppliedBeforeTheWatermarkHasPassedItsStamp() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.watermark(4);
            assertThat(said(diary)).isEmpty();

            diary.watermark(5);
            assertThat(said(diary)).containsExactly("C|D@5:a new");
        }
    }

    @Test
    void eventsAreAppliedInCommitOrderAndACommitAsAWholeWhateverTheOrderOfArrival() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("c", 7, 0));
            diary.send(event("b", 5, 1));
            diary.send(event("a", 5, 0));
            diary.watermark(8);

            assertThat(said(diary)).containsExactly("C|D@5:a+b new", "C|D@7:c");
        }
    }

    @Test
    void repeatsAreDroppedWhileTheyWaitAfterTheyWereAppliedAndBehindTheWatermark() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.send(event("a", 5, 0));
            diary.watermark(5);
            diary.send(event("a", 5, 0));
            diary.watermark(6);

            assertThat(said(diary)).containsExactly("C|D@5:a new");
        }
    }

    @Test
    void aRestoredJobHasNoWatermarkAndKnowsARepeatByThePositionOfItsKey() throws Exception {
        OperatorSubtaskState saved;
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 1));
            diary.send(event("b", 9, 0));
            diary.watermark(6);
            saved = diary.snapshot();
        }
        try (var diary = harness()) {
            diary.restore(saved);
            diary.open();
            diary.send(event("older", 4, 0));
            diary.send(event("a", 5, 1));
            diary.send(event("b", 9, 0));
            diary.watermark(9);

            assertThat(said(diary)).containsExactly("C|D@9:b");
        }
    }

    @Test
    void aRestoredJobKnowsARepeatOfAForgottenKeyByTheWatermarkOfBefore() throws Exception {
        OperatorSubtaskState saved;
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.watermark(15);
            assertThat(said(diary)).as("applied, then forgotten").containsExactly("C|D@5:a new", "C|D@15:");
            saved = diary.snapshot();
        }
        try (var diary = harness()) {
            diary.restore(saved);
            diary.open();
            diary.send(event("a", 5, 0));
            diary.send(event("b", 16, 0));
            diary.watermark(16);

            assertThat(said(diary)).containsExactly("C|D@16:b new");
        }
    }

    @Test
    void timePassesOnTheCommitClockAndAForgottenKeyStartsAnew() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.watermark(7);
            diary.send(event("b", 8, 0));
            diary.watermark(17);
            assertThat(said(diary)).as("the later event has moved the timer on").hasSize(2);

            diary.watermark(30);
            diary.send(event("c", 31, 0));
            diary.watermark(31);

            assertThat(said(diary)).containsExactly("C|D@5:a new", "C|D@8:b", "C|D@18:", "C|D@31:c new");
            assertThat(diary.states()).as("position and page of one key").isEqualTo(2);
        }
    }

    @Test
    void movingTheTimerOnDoesNotSilenceAnEventThatWaitsForTheSameMoment() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.watermark(5); // wakes at 15
            diary.send(event("c", 15, 0));
            diary.send(event("b", 6, 0));
            diary.watermark(15);

            assertThat(said(diary)).containsExactly("C|D@5:a new", "C|D@6:b", "C|D@15:c");
        }
    }

    @Test
    void theEndOfABoundedRunIsNoMomentOnTheClock() throws Exception {
        try (var diary = harness()) {
            diary.open();
            diary.send(event("a", 5, 0));
            diary.watermark(5);
            diary.send(event("b", 50, 0));
            diary.watermark(Long.MAX_VALUE);

            assertThat(said(diary)).containsExactly("C|D@5:a new");
        }
    }

    private static List<String> said(KeyedOperator<EventRecord, String> diary) {
        return diary.output();
    }

    private static EventRecord event(String id, long stamp, int seq) {
        return new EventRecord(id, "type", "C", "", "", "D", "D", "", 0, stamp, seq, 0, "", false, "", 0, 0);
    }
}
