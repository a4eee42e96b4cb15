package io.setpoint.erp.kernel;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.MoveId;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.contracts.values.WriteOffId;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The PostgreSQL database: its migrations, its pool, and its value types. */
public final class Database {
    private Database() {}

    /** Passwords the migration gives to the roles it makes; an empty one leaves the role as it is. */
    public record RolePasswords(String app, String capture, String oracle) {
        /** For a server that trusts its loopback. */
        public static RolePasswords none() {
            return new RolePasswords("", "", "");
        }
    }

    /** Brings the schema up to date, as the owner, and makes event partitions ahead. */
    public static void migrate(String url, String user, String password, RolePasswords passwords) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url, user, password)
                .locations("classpath:db/migration")
                .placeholders(Map.of(
                        "appPassword", quoted(passwords.app()),
                        "capturePassword", quoted(passwords.capture()),
                        "oraclePassword", quoted(passwords.oracle())))
                .load()
                .migrate();
    }

    /**
     * The application's pool, without auto-commit. Statements with arrays would be planned anew on each call, and their
     * plans do not depend on the values. On a fresh database tables look empty, and a plan made then must not read a whole
     * table a minute later.
     */
    public static HikariDataSource pool(String url, String user, String password, int size) {
        HikariConfig config = config("erp-core", url, user, password, size);
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off");
        return new HikariDataSource(config);
    }

    /** The pool for reads: each of its transactions has one snapshot and can write nothing. Said as it connects. */
    public static HikariDataSource readPool(String url, String user, String password, int size) {
        HikariConfig config = config("erp-core-reads", url, user, password, size);
        config.addDataSourceProperty(
                "options", "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read");
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String name, String url, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(false);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        return config;
    }

    /** Jdbi that knows our value types, and maps rows to records by their constructors. */
    public static Jdbi jdbi(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin()).installPlugin(new PostgresPlugin());
        id(jdbi, AcknowledgementId.class, AcknowledgementId::new, AcknowledgementId::value);
        id(jdbi, AdjustmentId.class, AdjustmentId::new, AdjustmentId::value);
        id(jdbi, AsnId.class, AsnId::new, AsnId::value);
        id(jdbi, Barcode.class, Barcode::new, Barcode::value);
        id(jdbi, BinId.class, BinId::new, BinId::value);
        id(jdbi, CompanyId.class, CompanyId::new, CompanyId::value);
        id(jdbi, CountId.class, CountId::new, CountId::value);
        id(jdbi, CustomerId.class, CustomerId::new, CustomerId::value);
        id(jdbi, ExceptionId.class, ExceptionId::new, ExceptionId::value);
        id(jdbi, HoldId.class, HoldId::new, HoldId::value);
        id(jdbi, InvoiceId.class, InvoiceId::new, InvoiceId::value);
        id(jdbi, LotNumber.class, LotNumber::new, LotNumber::value);
        id(jdbi, MoveId.class, MoveId::new, MoveId::value);
        id(jdbi, OrderId.class, OrderId::new, OrderId::value);
        id(jdbi, NegativeStockId.class, NegativeStockId::new, NegativeStockId::value);
        id(jdbi, OverrideLimitId.class, OverrideLimitId::new, OverrideLimitId::value);
        id(jdbi, PersonId.class, PersonId::new, PersonId::value);
        id(jdbi, PurchaseOrderId.class, PurchaseOrderId::new, PurchaseOrderId::value);
        id(jdbi, PriceChangeId.class, PriceChangeId::new, PriceChangeId::value);
        id(jdbi, PriceListId.class, PriceListId::new, PriceListId::value);
        id(jdbi, PriceOverrideId.class, PriceOverrideId::new, PriceOverrideId::value);
        id(jdbi, QuoteId.class, QuoteId::new, QuoteId::value);
        id(jdbi, ReceiptId.class, ReceiptId::new, ReceiptId::value);
        id(jdbi, ReturnId.class, ReturnId::new, ReturnId::value);
        id(jdbi, ShipmentId.class, ShipmentId::new, ShipmentId::value);
        id(jdbi, SiteId.class, SiteId::new, SiteId::value);
        id(jdbi, Sku.class, Sku::new, Sku::value);
        id(jdbi, SupplierChangeId.class, SupplierChangeId::new, SupplierChangeId::value);
        id(jdbi, SupplierId.class, SupplierId::new, SupplierId::value);
        id(jdbi, TransferId.class, TransferId::new, TransferId::value);
        id(jdbi, UnitChangeId.class, UnitChangeId::new, UnitChangeId::value);
        id(jdbi, WaveId.class, WaveId::new, WaveId::value);
        id(jdbi, WriteOffId.class, WriteOffId::new, WriteOffId::value);
        jdbi.registerRowMapper(new RecordRows());
        jdbi.registerArrayType(BigDecimal.class, "numeric");
        jdbi.registerArrayType(Instant.class, "timestamptz", Instant::toString);
        return jdbi;
    }

    private static <T> void id(Jdbi jdbi, Class<T> type, Function<String, T> parse, Function<T, String> text) {
        jdbi.registerColumnMapper(type, (row, column, context) -> {
            String value = row.getString(column);
            return value == null ? null : parse.apply(value);
        });
        jdbi.registerArgument((ArgumentFactory.Preparable) new IdArguments<>(type, text));
        jdbi.registerArrayType(type, "text", value -> value == null ? null : text.apply(value));
    }

    private static String quoted(String password) {
        return password.replace("'", "''");
    }

    /** Binds an id as text. */
    private record IdArguments<T>(Class<T> type, Function<T, String> text) implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type declared, ConfigRegistry config) {
            if (!type.equals(declared)) {
                return Optional.empty();
            }
            return Optional.of(value -> (position, statement, context) -> {
                if (value == null) {
                    statement.setNull(position, Types.VARCHAR);
                } else {
                    statement.setString(position, text.apply(type.cast(value)));
                }
            });
        }
    }
}
