package io.setpoint.platform.bench;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the machine asks for the least that has to be done: the rows of an order written by plain SQL through the same
 * driver, under the same foreign keys, with nothing checked, explained or remembered.
 */
final class Floors implements AutoCloseable {
    private static final String INSERT = "insert into bench_floor (text) values (?)";

    private static final String ORDER = """
            insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode,
              customer_reference, state, requested_date, placed_at, placed_by, priced_at)
            values (?, ?, ?, ?, 'web', 'STANDARD', 'PO-1', 'PLACED', current_date, now(), 'clerk-0', now());
            insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, unit_cost,
              requested_date, commit_date, list_price)
            select ?, ?, w.n, w.item_id, w.quantity, 12.5, 6.25, current_date, current_date, 12.5
            from unnest(?::text[], ?::numeric[]) with ordinality as w (item_id, quantity, n);
            commit""";

    private static final String LOCK = """
            select item_id, on_hand - reserved - held from stock
            where company_id = ? and site_id = ? and item_id = any(?::text[])
            order by item_id for no key update""";

    private static final String RESERVE = """
            update stock s set reserved = s.reserved + w.quantity
            from unnest(?::text[], ?::numeric[]) as w (item_id, quantity)
            where s.company_id = ? and s.site_id = ? and s.item_id = w.item_id;
            insert into reservation (company_id, order_id, line_no, site_id, item_id, quantity)
            select ?, ?, w.n, ?, w.item_id, w.quantity
            from unnest(?::text[], ?::numeric[]) with ordinality as w (item_id, quantity, n);
            update sales_order_line l set released_quantity = w.quantity, reserved = w.quantity
            from unnest(?::numeric[]) with ordinality as w (quantity, n)
            where l.company_id = ? and l.order_id = ? and l.line_no = w.n;
            update sales_order set state = 'RELEASED', version = 2, released_at = now(), released_by = 'clerk-0'
            where company_id = ? and order_id = ?;
            commit""";

    private final List<Connection> connections = new ArrayList<>();

    /** Connects so many clients. */
    Floors(BenchInstallation installation, int clients) throws SQLException {
        for (int i = 0; i < clients; i++) {
            connections.add(installation.owner());
        }
        try (Statement statement = connections.get(0).createStatement()) {
            statement.execute("create table if not exists bench_floor (text text not null)");
        }
        for (Connection connection : connections) {
            connection.setAutoCommit(false);
        }
    }

    /** One row and its commit. */
    void insert(int client) throws SQLException {
        Connection connection = connections.get(client);
        try (PreparedStatement statement = connection.prepareStatement(INSERT + "; commit")) {
            statement.setString(1, "x");
            statement.execute();
        }
    }

    /** The header and the five lines of an order. */
    void order(int client, int number) throws SQLException {
        Connection connection = connections.get(client);
        try (PreparedStatement statement = connection.prepareStatement(ORDER)) {
            Wanted wanted = Wanted.of(connection, number);
            bind(
                    statement,
                    BenchCompany.COMPANY,
                    id(number),
                    BenchCompany.SITE,
                    BenchCompany.customer(number % BenchCompany.CUSTOMERS),
                    BenchCompany.COMPANY,
                    id(number),
                    wanted.items(),
                    wanted.quantities());
            statement.execute();
        }
    }

    /** The stock of its five items locked and reserved for it. */
    void reserve(int client, int number) throws SQLException {
        Connection connection = connections.get(client);
        Wanted wanted = Wanted.of(connection, number);
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            bind(statement, BenchCompany.COMPANY, BenchCompany.SITE, wanted.items());
            statement.executeQuery().close();
        }
        try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            bind(
                    statement,
                    wanted.items(),
                    wanted.quantities(),
                    BenchCompany.COMPANY,
                    BenchCompany.SITE,
                    BenchCompany.COMPANY,
                    id(number),
                    BenchCompany.SITE,
                    wanted.items(),
                    wanted.quantities(),
                    wanted.quantities(),
                    BenchCompany.COMPANY,
                    id(number),
                    BenchCompany.COMPANY,
                    id(number));
            statement.execute();
        }
    }

    /** What an order wants; the same for the same number. */
    private record Wanted(Array items, Array quantities) {
        static Wanted of(Connection connection, int number) throws SQLException {
            String[] items = new String[BenchCompany.LINES];
            BigDecimal[] quantities = new BigDecimal[items.length];
            for (int i = 0; i < items.length; i++) {
                items[i] = BenchCompany.item((number + i * 131) % BenchCompany.ITEMS);
            }
            Arrays.fill(quantities, BigDecimal.ONE);
            return new Wanted(connection.createArrayOf("text", items), connection.createArrayOf("numeric", quantities));
        }
    }

    private static String id(int number) {
        return "SO-FLOOR-" + number;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Array array) {
                statement.setArray(i + 1, array);
            } else {
                statement.setString(i + 1, (String) values[i]);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
