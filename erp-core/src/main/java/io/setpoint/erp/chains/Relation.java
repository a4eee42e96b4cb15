package io.setpoint.erp.chains;

import static io.setpoint.erp.chains.DocumentType.ACKNOWLEDGEMENT;
import static io.setpoint.erp.chains.DocumentType.ADJUSTMENT;
import static io.setpoint.erp.chains.DocumentType.ASN;
import static io.setpoint.erp.chains.DocumentType.COUNT;
import static io.setpoint.erp.chains.DocumentType.CREDIT_NOTE;
import static io.setpoint.erp.chains.DocumentType.INVOICE;
import static io.setpoint.erp.chains.DocumentType.ORDER;
import static io.setpoint.erp.chains.DocumentType.PRICE_OVERRIDE;
import static io.setpoint.erp.chains.DocumentType.PURCHASE_ORDER;
import static io.setpoint.erp.chains.DocumentType.RECEIPT;
import static io.setpoint.erp.chains.DocumentType.RETURN;
import static io.setpoint.erp.chains.DocumentType.SHIPMENT;
import static io.setpoint.erp.chains.DocumentType.TRANSFER;
import static io.setpoint.erp.chains.DocumentType.WRITE_OFF;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows name two documents; it is walked both ways, each by an index.
 *
 * @param why what the second is to the first
 */
record Relation(String table, DocumentType from, String fromColumn, DocumentType to, String toColumn, String why) {
    private static final List<Relation> ALL = List.of(
            new Relation(
                    "sales_order_line", PRICE_OVERRIDE, "price_override_id", ORDER, "order_id", "has the price of"),
            new Relation("shipment", ORDER, "order_id", SHIPMENT, "shipment_id", "ships"),
            new Relation("customer_return", SHIPMENT, "shipment_id", RETURN, "return_id", "takes back"),
            new Relation("invoice_line", SHIPMENT, "shipment_id", INVOICE, "invoice_id", "invoices"),
            new Relation("invoice", INVOICE, "credited_invoice_id", CREDIT_NOTE, "invoice_id", "credits"),
            new Relation("invoice", RETURN, "return_id", CREDIT_NOTE, "invoice_id", "credits"),
            new Relation(
                    "acknowledgement", PURCHASE_ORDER, "order_id", ACKNOWLEDGEMENT, "acknowledgement_id", "confirms"),
            new Relation("asn", PURCHASE_ORDER, "order_id", ASN, "asn_id", "announces"),
            new Relation("receipt", PURCHASE_ORDER, "purchase_order_id", RECEIPT, "receipt_id", "receives"),
            new Relation("receipt", ASN, "asn_id", RECEIPT, "receipt_id", "receives"),
            new Relation("transfer_write_off", TRANSFER, "transfer_id", WRITE_OFF, "write_off_id", "gives up goods of"),
            new Relation("adjustment", COUNT, "count_id", ADJUSTMENT, "adjustment_id", "follows from"),
            new Relation("adjustment", ADJUSTMENT, "reversal_of", ADJUSTMENT, "adjustment_id", "reverses"));

    /** A disposition has no id of its own; an exception may be about a document of any kind. */
    private static final String OTHERS = """
            select 'return', d.return_id, 'disposition', d.return_id || '-' || d.disposition_no, 'disposes of'
              from at a join return_disposition d on d.return_id = a.id
             where a.type = 'return'
            union all
            select 'return', d.return_id, 'disposition', a.id, 'disposes of'
              from at a join return_disposition d on d.return_id = a.owner
             where a.type = 'disposition' and a.id = d.return_id || '-' || d.disposition_no
            union all
            select a.type, a.id, 'exception', e.exception_id, 'warns of'
              from at a join exception e on e.subject = a.id
             where a.type <> 'exception'
            union all
            select t.type, e.subject, 'exception', a.id, 'warns of'
              from at a join exception e on e.exception_id = a.id cross join unnest(:every) as t (type)
             where a.type = 'exception'
            """;

    /** Every link that begins or ends at one of the documents given. */
    static final String LINKS = Stream.concat(
                    ALL.stream()
                            .flatMap(each -> Stream.of(
                                    each.walked(each.fromColumn, each.from), each.walked(each.toColumn, each.to))),
                    Stream.of(OTHERS))
            .collect(Collectors.joining("union all\n", """
                    with at as materialized (select * from unnest(:types, :ids, :owners) as a (type, id, owner))
                    select from_type, "from", to_type, "to", why
                      from (
                    """, ") as l (from_type, \"from\", to_type, \"to\", why)\n"));

    private String walked(String column, DocumentType known) {
        return """
                select '%s', r.%s, '%s', r.%s, '%s'
                  from at a join %s r on r.%s = a.id
                 where a.type = '%s' and r.%s is not null
                """.formatted(
                        from.code(), fromColumn, to.code(), toColumn, why, table, column, known.code(), fromColumn);
    }
}
