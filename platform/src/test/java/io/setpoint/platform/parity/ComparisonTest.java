package io.setpoint.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final CellKey CELL = new CellKey("lfr", "ACME", "BER", "day:2026-11-23");
    private static final CellKey OTHER = new CellKey("ofr", "ACME", "BER", "day:2026-11-23");

    @Test
    void fourEqualWaysHaveNoDifference() {
        Comparison comparison = new Comparison(cell(CELL, 3, 4), cell(CELL, 3, 4), cell(CELL, 3, 4), cell(CELL, 3, 4));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.cells()).containsExactly(CELL);
    }

    @Test
    void anAbsentCellEqualsZeroOverZero() {
        Figures zero = cell(CELL, 1, 2);
        zero.add(CELL, new CellValue(-1, -2));

        assertThat(new Comparison(new Figures(), zero, new Figures(), zero).differences())
                .isEmpty();
    }

    @Test
    void eachWayThatDiffersAloneIsFound() {
        Figures right = cell(CELL, 3, 4);
        Figures wrong = cell(CELL, 4, 4);

        assertThat(new Comparison(wrong, right, right, right).differences()).hasSize(1);
        assertThat(new Comparison(right, wrong, right, right).differences()).hasSize(1);
        assertThat(new Comparison(right, right, wrong, right).differences()).hasSize(1);
        assertThat(new Comparison(right, right, right, wrong).differences()).hasSize(1);
    }

    @Test
    void aDenominatorAloneCanDiffer() {
        Figures right = cell(CELL, 3, 4);

        assertThat(new Comparison(right, right, cell(CELL, 3, 5), right).differences())
                .extracting(Object::toString)
                .containsExactly("lfr ACME/BER day:2026-11-23: PostgreSQL 3/4, Flink 3/4, Druid 3/5, API 3/4");
    }

    @Test
    void aCellOnlyOneWayKnowsIsADifference() {
        assertThat(new Comparison(new Figures(), new Figures(), cell(OTHER, 0, 1), new Figures()).differences())
                .extracting(Comparison.Difference::cell)
                .containsExactly(OTHER);
    }

    @Test
    void partsOfACellAddUp() {
        Figures figures = cell(CELL, 1, 1);
        figures.add(CELL, new CellValue(0, 1));

        assertThat(figures.of(CELL)).isEqualTo(new CellValue(1, 2));
    }

    private static Figures cell(CellKey key, long numerator, long denominator) {
        Figures figures = new Figures();
        figures.add(key, new CellValue(numerator, denominator));
        return figures;
    }
}
