package io.setpoint.streaming.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Fact} as it travels through the job: dimensions and measures by position in their grain instead of by name.
 * Two unsigned rows are equal if they say the same.
 *
 * @param key the document's key, {@code <company>|<document>}; empty on an unsigned row
 * @param index how many rows of the document went out before it at the same stamp
 * @param dims in the order of {@link FactGrain#dimensions()}
 * @param measures in the order of {@link FactGrain#measures()}
 */
public record FactRow(
        FactGrain grain,
        String kind,
        String company,
        String site,
        String day,
        long te,
        long tc,
        int sign,
        String key,
        int index,
        List<String> dims,
        List<Long> measures) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What is known, not yet stamped. Throws {@link IllegalArgumentException} if the grain has no such column. */
    static FactRow unsigned(
            FactGrain grain,
            String kind,
            String company,
            String site,
            String day,
            long te,
            Map<String, String> dims,
            Map<String, Long> measures) {
        if (!grain.dimensions().containsAll(dims.keySet()) || !grain.measures().containsAll(measures.keySet())) {
            throw new IllegalArgumentException("not all columns of " + grain + ": " + dims + measures);
        }
        List<String> texts = new ArrayList<>(grain.dimensions().size());
        for (String name : grain.dimensions()) {
            texts.add(dims.getOrDefault(name, ""));
        }
        List<Long> numbers = new ArrayList<>(grain.measures().size());
        for (String name : grain.measures()) {
            numbers.add(measures.getOrDefault(name, 0L));
        }
        return new FactRow(grain, kind, company, site, day, te, 0, 0, "", 0, texts, numbers);
    }

    FactRow signed(int newSign, String newKey, long stamp, int newIndex) {
        return new FactRow(grain, kind, company, site, day, te, stamp, newSign, newKey, newIndex, dims, measures);
    }

    /** The same row with one measure changed. */
    FactRow with(String measure, long value) {
        List<Long> changed = new ArrayList<>(measures);
        changed.set(grain.measures().indexOf(measure), value);
        return new FactRow(grain, kind, company, site, day, te, tc, sign, key, index, dims, changed);
    }

    public String id() {
        return key + ":" + tc + ":" + index;
    }

    public Fact toFact() {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < dims.size(); i++) {
            texts.put(grain.dimensions().get(i), dims.get(i));
        }
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < measures.size(); i++) {
            numbers.put(grain.measures().get(i), measures.get(i));
        }
        return new Fact(id(), grain, kind, company, site, day, te, tc, sign, texts, numbers);
    }

    /** The flat row of the wire: the same text for the same row, always. */
    public String json() {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartObject();
            to.writeStringField("id", id());
            to.writeStringField("kind", kind);
            to.writeStringField("company", company);
            to.writeStringField("site", site);
            to.writeStringField("day", day);
            to.writeNumberField("te", te);
            to.writeNumberField("tc", tc);
            to.writeNumberField("sign", sign);
            for (int i = 0; i < dims.size(); i++) {
                to.writeStringField(grain.dimensions().get(i), dims.get(i));
            }
            for (int i = 0; i < measures.size(); i++) {
                to.writeNumberField(grain.measures().get(i), measures.get(i));
            }
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a row could not be written into memory", e);
        }
        return text.toString();
    }

    /** The row that promises that every fact of the grain with a stamp up to this one stands before it. */
    static FactRow marker(FactGrain grain, long stamp) {
        List<String> texts = new ArrayList<>();
        grain.dimensions().forEach(name -> texts.add(""));
        List<Long> numbers = new ArrayList<>();
        grain.measures().forEach(name -> numbers.add(0L));
        return new FactRow(grain, Fact.MARKER, "", "", "", stamp, stamp, 0, "", 0, texts, numbers);
    }
}
