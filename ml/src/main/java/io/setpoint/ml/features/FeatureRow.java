package io.setpoint.ml.features;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The features of one case. Order does not matter; {@link FeatureSchema#check} says whether a row fits a model. */
public record FeatureRow(SortedMap<String, Double> numbers, SortedMap<String, String> categories) {
    public FeatureRow {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    }

    public static FeatureRow of(Map<String, Double> numbers, Map<String, String> categories) {
        return new FeatureRow(new TreeMap<>(numbers), new TreeMap<>(categories));
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>(numbers.keySet());
        names.addAll(categories.keySet());
        return names;
    }

    /** The number of this name; refuses a row without it. */
    public double number(String name) {
        Double value = numbers.get(name);
        if (value == null) {
            throw new UnfitFeatures("no number " + name);
        }
        return value;
    }

    /** The category of this name; refuses a row without it. */
    public String category(String name) {
        String value = categories.get(name);
        if (value == null) {
            throw new UnfitFeatures("no category " + name);
        }
        return value;
    }

    /** This row with one number changed. */
    public FeatureRow with(String name, double value) {
        SortedMap<String, Double> changed = new TreeMap<>(numbers);
        changed.put(name, value);
        return new FeatureRow(changed, categories);
    }

    /** This row with one category changed. */
    public FeatureRow with(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(categories);
        changed.put(name, value);
        return new FeatureRow(numbers, changed);
    }
}
