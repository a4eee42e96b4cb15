package io.setpoint.erp.scanning;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a code means at a site: a GS1 element string, a barcode of an item, an item's own code, a bin, a lot or
 * serial number, or a document. A bin's label carries its id with {@code BIN:} in front; the plain id works, too, unless
 * it means something else as well.
 */
final class Codes {
    private static final int LONGEST = 200;
    private static final String BIN = "BIN:";
    /** What scanners put in front of symbols that are no GS1 element strings. */
    private static final Pattern SYMBOLOGY = Pattern.compile("^][A-Za-z][0-9A-Za-z]");

    private static final Pattern ENDS = Pattern.compile("^[ \t\r\n]+|[ \t\r\n]+$");
    private static final Pattern UNANNOUNCED = Pattern.compile("(00[0-9]{18}|0[12][0-9]{14}).*", Pattern.DOTALL);
    private static final String KILOGRAM = "KG";

    record ItemRow(
            Sku item,
            String name,
            String unit,
            Tracking tracking,
            BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry) {}

    record DocumentRow(String document, @Nullable ScanTask task) {}

    interface Sql {
        @SqlQuery("""
                select i.item_id as item, i.name, i.unit, i.tracking, b.quantity, null as lot, null::date as expiry
                  from item_barcode b join item i using (company_id, item_id)
                 where b.barcode = :barcode
                """)
        Optional<ItemRow> byBarcode(String barcode);

        @SqlQuery("""
                select item_id as item, name, unit, tracking, 1::numeric as quantity, null as lot, null::date as expiry
                  from item
                 where item_id = :code
                """)
        Optional<ItemRow> byItem(String code);

        @SqlQuery("""
                select i.item_id as item, i.name, i.unit, i.tracking, 1::numeric as quantity, l.lot_id as lot, l.expiry
                  from lot l join item i using (company_id, item_id)
                 where l.lot_id = :code
                 order by l.item_id
                 limit 2
                """)
        List<ItemRow> byLot(String code);

        @SqlQuery("select bin_id from bin where site_id = :site and bin_id = :code")
        Optional<BinId> bin(SiteId site, String code);

        @SqlQuery("""
                select order_id as document, 'PICK' as task from sales_order where order_id = :code and site_id = :site
                union all
                select shipment_id, null from shipment where shipment_id = :code and site_id = :site
                union all
                select order_id, 'RECEIVE' from purchase_order where order_id = :code and site_id = :site
                union all
                select receipt_id, 'PUT_AWAY' from receipt where receipt_id = :code and site_id = :site
                union all
                select transfer_id, null from transfer where transfer_id = :code and :site in (from_site_id, to_site_id)
                union all
                select count_id, 'COUNT' from cycle_count where count_id = :code and site_id = :site
                """)
        List<DocumentRow> documents(SiteId site, String code);
    }

    private Codes() {}

    /**
     * Reads a code.
     *
     * @param today from which the century of a date is told
     * @throws Refused {@link Problem#UNKNOWN_CODE}, {@link Problem#AMBIGUOUS_CODE}, {@link Problem#MALFORMED_CODE} or
     *     {@link Problem#BAD_CHECK_DIGIT}
     */
    static Resolved resolve(Handle handle, SiteId site, String scanned, LocalDate today) {
        // A keyboard wedge ends a scan with a line feed. The separator of GS1 counts as white space and stays.
        String code = ENDS.matcher(scanned).replaceAll("");
        if (code.isEmpty() || code.length() > LONGEST) {
            throw new Refused(Problem.MALFORMED_CODE, "A code has 1 to %d characters".formatted(LONGEST));
        }
        Sql sql = handle.attach(Sql.class);
        if (Gs1.announced(code)) {
            return gs1(sql, Gs1.parse(code), today);
        }
        String plain = SYMBOLOGY.matcher(code).replaceFirst("");
        if (plain.startsWith(BIN)) {
            return sql.bin(site, plain.substring(BIN.length()))
                    .map(Resolved::bin)
                    .orElseThrow(() -> new Refused(
                            Problem.UNKNOWN_CODE,
                            "There is no bin %s at %s".formatted(plain.substring(BIN.length()), site)));
        }
        List<Resolved> found = found(sql, site, plain);
        if (found.size() > 1) {
            throw new Refused(
                    Problem.AMBIGUOUS_CODE,
                    "%s means %s; scan another label of it"
                            .formatted(
                                    plain,
                                    String.join(
                                            " and ",
                                            found.stream().map(Codes::said).toList())));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (UNANNOUNCED.matcher(plain).matches()) {
            return gs1(sql, Gs1.parse(plain), today);
        }
        if (barcode(plain) == null) {
            throw Gs1.badCheckDigit(plain);
        }
        throw new Refused(Problem.UNKNOWN_CODE, "Nothing here has the code %s".formatted(plain));
    }

    private static List<Resolved> found(Sql sql, SiteId site, String code) {
        List<Resolved> found = new ArrayList<>();
        String barcode = barcode(code);
        Optional<ItemRow> item = barcode == null ? Optional.empty() : sql.byBarcode(barcode);
        item.map(Codes::item).ifPresent(found::add);
        sql.byItem(code)
                .filter(row -> item.stream().noneMatch(other -> other.item().equals(row.item())))
                .map(Codes::item)
                .ifPresent(found::add);
        sql.bin(site, code).map(Resolved::bin).ifPresent(found::add);
        sql.documents(site, code).stream()
                .map(row -> Resolved.document(row.document(), row.task()))
                .forEach(found::add);
        sql.byLot(code).stream().map(Codes::item).forEach(found::add);
        return found;
    }

    /** The form in which a barcode is kept; null if its check digit is wrong. */
    private static @Nullable String barcode(String code) {
        try {
            return new Barcode(code).value();
        } catch (IllegalArgumentException e) {
            return code.chars().allMatch(c -> c >= '0' && c <= '9') ? null : code;
        }
    }

    private static Resolved gs1(Sql sql, Gs1 code, LocalDate today) {
        String contained = code.text("02");
        String gtin = contained == null ? code.text("01") : contained;
        if (gtin == null) {
            String unit = code.text("00");
            throw new Refused(
                    Problem.UNKNOWN_CODE,
                    unit == null
                            ? "The code names no item: it has no (01) and no (02)"
                            : "The logistic unit %s is not known here; scan what is in it".formatted(unit));
        }
        ItemRow row = sql.byBarcode(gtin)
                .orElseThrow(() -> new Refused(Problem.UNKNOWN_CODE, "No item has the GTIN %s".formatted(gtin)));
        BigDecimal count = code.count();
        BigDecimal weight = row.unit().equals(KILOGRAM) ? code.netWeight() : null;
        BigDecimal quantity = weight != null ? weight : row.quantity().multiply(count == null ? BigDecimal.ONE : count);
        if (quantity.signum() <= 0) {
            throw Gs1.malformed("it names a quantity of zero");
        }
        String lot = row.tracking() == Tracking.NONE ? null : code.text(row.tracking() == Tracking.LOT ? "10" : "21");
        return new Resolved(
                Resolved.Kind.ITEM,
                row.item(),
                row.name(),
                row.unit(),
                row.tracking(),
                quantity,
                lot == null ? null : new LotNumber(lot),
                row.tracking() == Tracking.NONE ? null : code.date("17", today),
                null,
                null,
                null);
    }

    private static Resolved item(ItemRow row) {
        return new Resolved(
                Resolved.Kind.ITEM,
                row.item(),
                row.name(),
                row.unit(),
                row.tracking(),
                row.quantity(),
                row.lot(),
                row.expiry(),
                null,
                null,
                null);
    }

    private static String said(Resolved found) {
        return switch (found.kind()) {
            case ITEM -> (found.lot() == null ? "the item " : "a lot of the item ") + found.item();
            case BIN -> "the bin " + found.bin();
            case DOCUMENT -> "the document " + found.document();
        };
    }
}
