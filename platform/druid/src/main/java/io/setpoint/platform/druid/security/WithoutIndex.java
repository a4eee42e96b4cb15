package io.setpoint.platform.druid.security;

import java.util.Map;
import java.util.Set;
import org.apache.druid.query.filter.ColumnIndexSelector;
import org.apache.druid.query.filter.Filter;
import org.apache.druid.query.filter.ValueMatcher;
import org.apache.druid.segment.ColumnSelectorFactory;
import org.apache.druid.segment.index.BitmapColumnIndex;
import org.jspecify.annotations.Nullable;

/** A filter that is asked row by row, and so only about rows that the filters before it have let through. */
record WithoutIndex(Filter filter) implements Filter {
    @Override
    public @Nullable BitmapColumnIndex getBitmapColumnIndex(ColumnIndexSelector selector) {
        return null;
    }

    @Override
    public ValueMatcher makeMatcher(ColumnSelectorFactory columns) {
        return filter.makeMatcher(columns);
    }

    @Override
    public Set<String> getRequiredColumns() {
        return filter.getRequiredColumns();
    }

    @Override
    public boolean supportsRequiredColumnRewrite() {
        return filter.supportsRequiredColumnRewrite();
    }

    @Override
    public Filter rewriteRequiredColumns(Map<String, String> names) {
        return new WithoutIndex(filter.rewriteRequiredColumns(names));
    }
}
