package io.setpoint.platform.druid.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.druid.error.InvalidInput;
import org.apache.druid.query.filter.EqualityFilter;
import org.apache.druid.query.filter.Filter;
import org.apache.druid.query.filter.InDimFilter;
import org.apache.druid.query.filter.NullFilter;
import org.apache.druid.query.filter.RangeFilter;
import org.apache.druid.query.filter.TypedInFilter;
import org.apache.druid.query.policy.Policy;
import org.apache.druid.segment.CursorBuildSpec;
import org.apache.druid.segment.VirtualColumns;
import org.apache.druid.segment.column.ColumnType;
import org.apache.druid.segment.filter.AndFilter;
import org.apache.druid.segment.filter.BoundFilter;
import org.apache.druid.segment.filter.FalseFilter;
import org.apache.druid.segment.filter.LikeFilter;
import org.apache.druid.segment.filter.NotFilter;
import org.apache.druid.segment.filter.OrFilter;
import org.apache.druid.segment.filter.SelectorFilter;
import org.apache.druid.segment.filter.TrueFilter;
import org.jspecify.annotations.Nullable;

/**
 * Leaves only visible rows of a table. Druid's own row filter lets two things through that this one does not: a computed
 * column with the name of the one that is filtered by, and a filter of the query that fails on rows which are not visible
 * and so tells of them. So such columns are refused, this filter stands before that of the query, and a filter of the query
 * that computes anything is kept away from the indexes, which hold the values of all rows.
 */
public final class RowPolicy implements Policy {
    private static final String COMPANY = "company";
    private static final String SITE = "site";

    private final List<Visible> visible;
    private final Filter own;

    /** Throws {@link IllegalArgumentException} if nothing is visible: then there is no query to be asked. */
    @JsonCreator
    public RowPolicy(@JsonProperty("visible") List<Visible> visible) {
        if (visible.isEmpty()) {
            throw new IllegalArgumentException("nothing is visible");
        }
        this.visible = List.copyOf(visible);
        this.own = any(this.visible.stream().map(RowPolicy::filter).toList());
    }

    @JsonProperty
    public List<Visible> getVisible() {
        return visible;
    }

    @Override
    public CursorBuildSpec visit(CursorBuildSpec spec) {
        VirtualColumns computed = spec.getVirtualColumns();
        for (String column : List.of(COMPANY, SITE)) {
            if (computed.exists(column)) {
                throw InvalidInput.exception("A computed column cannot be named [%s].", column);
            }
        }
        Filter asked = spec.getFilter();
        Set<String> columns = spec.getPhysicalColumns();
        return CursorBuildSpec.builder(spec)
                .setFilter(asked == null ? own : new AndFilter(List.of(own, unindexed(asked, computed))))
                .setPhysicalColumns(columns == null ? null : withOwn(columns))
                .build();
    }

    private static Set<String> withOwn(Set<String> columns) {
        Set<String> all = new HashSet<>(columns);
        all.add(COMPANY);
        all.add(SITE);
        return all;
    }

    private static Filter filter(Visible rows) {
        Filter company = new EqualityFilter(COMPANY, ColumnType.STRING, rows.company(), null);
        return rows.sites() == null
                ? company
                : new AndFilter(List.of(company, new TypedInFilter(SITE, ColumnType.STRING, rows.sites(), null, null)));
    }

    private static Filter any(List<Filter> filters) {
        return filters.size() == 1 ? filters.get(0) : new OrFilter(filters);
    }

    private static Filter unindexed(Filter filter, VirtualColumns computed) {
        if (filter instanceof AndFilter and) {
            return new AndFilter(each(and.getFilters(), computed));
        }
        if (filter instanceof OrFilter or) {
            return new OrFilter(each(or.getFilters(), computed));
        }
        if (filter instanceof NotFilter not) {
            return new NotFilter(unindexed(not.getBaseFilter(), computed));
        }
        boolean onComputed = filter.getRequiredColumns().stream().anyMatch(computed::exists);
        return comparesOnly(filter) && !onComputed ? filter : new WithoutIndex(filter);
    }

    private static List<Filter> each(Set<Filter> filters, VirtualColumns computed) {
        List<Filter> changed = new ArrayList<>();
        filters.forEach(filter -> changed.add(unindexed(filter, computed)));
        return changed;
    }

    private static boolean comparesOnly(Filter filter) {
        return filter instanceof EqualityFilter
                || filter instanceof TypedInFilter
                || filter instanceof InDimFilter
                || filter instanceof SelectorFilter
                || filter instanceof NullFilter
                || filter instanceof RangeFilter
                || filter instanceof BoundFilter
                || filter instanceof LikeFilter
                || filter instanceof TrueFilter
                || filter instanceof FalseFilter;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowPolicy policy && policy.visible.equals(visible);
    }

    @Override
    public int hashCode() {
        return visible.hashCode();
    }

    @Override
    public String toString() {
        return visible.toString();
    }
}
