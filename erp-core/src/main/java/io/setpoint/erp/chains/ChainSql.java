package io.setpoint.erp.chains;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.locator.UseClasspathSqlLocator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What is read of documents, all by their ids. The owner of a document is what its rows are found by: its own id, and for
 * a disposition that of its return. It is cut out here and not in SQL, because row-level security keeps PostgreSQL from
 * using an index behind a function that it cannot trust.
 */
interface ChainSql {
    record DocumentRow(
            String type,
            String id,
            String state,
            @Nullable SiteId site,
            @Nullable SiteId toSite,
            @Nullable String partner,
            @Nullable String partnerName,
            @Nullable Sku item,
            @Nullable BigDecimal value,
            @Nullable BigDecimal quantity,
            @Nullable Integer lines,
            @Nullable String what) {}

    record StepRow(
            String type,
            String id,
            String step,
            Instant at,
            @Nullable PersonId by,
            @Nullable String byName) {}

    record LinkRow(String fromType, String from, String toType, String to, String why) {}

    @SqlQuery("<links>")
    List<LinkRow> links(
            @Define String links, List<String> types, List<String> ids, List<String> owners, List<String> every);

    @UseClasspathSqlLocator
    @SqlQuery
    List<DocumentRow> documents(List<String> types, List<String> ids, List<String> owners);

    @UseClasspathSqlLocator
    @SqlQuery
    List<StepRow> steps(List<String> types, List<String> ids, List<String> owners);

    @SqlQuery("select currency from company where company_id = current_company()")
    String currency();
}
