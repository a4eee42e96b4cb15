package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AcknowledgementDecided;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.events.PurchaseOrderApproved;
import io.setpoint.contracts.events.PurchaseOrderRaised;
import io.setpoint.contracts.events.PurchaseOrderReleased;
import io.setpoint.contracts.events.PurchaseOrderSubmitted;
import io.setpoint.contracts.events.PurchaseReceived;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.HistoryGate;
import io.setpoint.erp.organization.api.Imported;
import io.setpoint.erp.purchasing.SetPurchaseLimits.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Takes over purchase orders of the time before go-live with what was received of them, each whole or not at all. They
 * move no stock; what is open of one can be received like any other. The approvals that its amount asks for have to be
 * named: history is no way round a second person.
 */
final class ImportPurchases implements UseCase<ImportPurchases.Command, Imported> {
    /** Numbers the live business gives. */
    private static final Pattern LIVE_NUMBER = Pattern.compile("(PO|RC|ACK)-[0-9]{8,}");

    record Command(List<Document> purchases) {
        Command {
            purchases = List.copyOf(purchases);
        }
    }

    /**
     * One order.
     *
     * @param expediteReason why it was an emergency; one that was none has no reason
     * @param approvedBy whoever approved it, in the order in which they did
     * @param acknowledgement the supplier's confirmation of all lines; absent if there was none
     */
    record Document(
            PurchaseOrderId order,
            SiteId site,
            SupplierId supplier,
            @Nullable String expediteReason,
            PersonId raisedBy,
            List<PersonId> approvedBy,
            Instant raisedAt,
            Instant releasedAt,
            List<Line> lines,
            @Nullable Confirmation acknowledgement,
            List<Delivery> receipts) {
        Document {
            approvedBy = List.copyOf(approvedBy);
            raisedAt = raisedAt.truncatedTo(ChronoUnit.MICROS);
            releasedAt = releasedAt.truncatedTo(ChronoUnit.MICROS);
            lines = List.copyOf(lines);
            receipts = List.copyOf(receipts);
        }

        BigDecimal amount() {
            return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal received() {
            return receipts.stream()
                    .flatMap(receipt -> receipt.lines().stream())
                    .map(Accepted::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * One ordered line.
     *
     * @param unitPrice in company currency
     * @param confirmedDate the day the supplier confirmed; as requested if absent
     */
    record Line(
            int lineNo,
            Sku item,
            BigDecimal quantity,
            BigDecimal unitPrice,
            LocalDate requestedDate,
            @Nullable LocalDate confirmedDate) {
        BigDecimal amount() {
            return unitPrice.multiply(quantity).setScale(Money.SCALE, RoundingMode.HALF_UP);
        }

        LocalDate confirmed() {
            return confirmedDate == null ? requestedDate : confirmedDate;
        }

        boolean changed() {
            return !confirmed().equals(requestedDate);
        }
    }

    record Confirmation(AcknowledgementId acknowledgement, Instant at) {
        Confirmation {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** What arrived at one time. */
    record Delivery(
            ReceiptId receipt,
            Instant dockArrivedAt,
            Instant receivedAt,
            PersonId receivedBy,
            List<Accepted> lines,
            List<Difference> discrepancies) {
        Delivery {
            dockArrivedAt = dockArrivedAt.truncatedTo(ChronoUnit.MICROS);
            receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
            lines = List.copyOf(lines);
            discrepancies = List.copyOf(discrepancies);
        }
    }

    /** A quantity of an order line that went into a bin. */
    record Accepted(int lineNo, BinId bin, BigDecimal quantity) {}

    /** How a delivery differed from an order line. */
    record Difference(int lineNo, DiscrepancyKind kind, BigDecimal quantity, String reason) {}

    /** What tells whether a document is here already. */
    record Stored(
            SiteId siteId,
            SupplierId supplierId,
            Instant raisedAt,
            @Nullable Instant firstReleasedAt,
            BigDecimal amount,
            BigDecimal received) {}

    record Partner(@Nullable String zone, @Nullable SupplierRisk risk) {}

    interface Sql {
        @SqlQuery("""
                select o.site_id, o.supplier_id, o.raised_at, o.first_released_at, o.amount, sum(l.received) as received
                  from purchase_order o join purchase_order_line l using (company_id, order_id)
                 where o.order_id = :order
                 group by o.company_id, o.order_id
                """)
        Optional<Stored> find(PurchaseOrderId order);

        @SqlQuery("""
                select (select zone from site where site_id = :site) as zone,
                       (select risk from supplier where supplier_id = :supplier) as risk
                """)
        Partner partner(SiteId site, SupplierId supplier);

        @SqlQuery("select bin_id from bin where site_id = :site and bin_id = any(:bins)")
        Set<BinId> bins(SiteId site, Set<BinId> bins);

        @SqlQuery("select receipt_id from receipt where receipt_id = any(:receipts)")
        List<ReceiptId> takenReceipts(List<ReceiptId> receipts);

        @SqlQuery("select acknowledgement_id from acknowledgement where acknowledgement_id = :acknowledgement")
        Optional<AcknowledgementId> takenAcknowledgement(AcknowledgementId acknowledgement);

        @SqlQuery("""
                select coalesce(sum(amount), 0)
                  from purchase_order
                 where routed_by = :person and routed_at > :after and routed_at <= :at
                   and state not in ('REJECTED', 'CANCELLED')
                """)
        BigDecimal total(PersonId person, Instant after, Instant at);

        @SqlUpdate("""
                insert into purchase_order (company_id, order_id, site_id, supplier_id, state, expedite, expedite_reason,
                                            amount, premium, raised_by, raised_at, approvals_needed, routed_by, routed_at,
                                            first_released_at, released_at, closed_at, history)
                values (current_company(), :order, :site, :supplier, :state, :expediteReason::text is not null,
                        :expediteReason, :amount, :premium, :raisedBy, :raisedAt, :approvals, :raisedBy, :releasedAt,
                        :releasedAt, :releasedAt, :closedAt, true)
                """)
        void insert(
                PurchaseOrderId order,
                SiteId site,
                SupplierId supplier,
                PurchaseState state,
                @Nullable String expediteReason,
                BigDecimal amount,
                BigDecimal premium,
                PersonId raisedBy,
                Instant raisedAt,
                int approvals,
                Instant releasedAt,
                @Nullable Instant closedAt);

        @SqlUpdate("""
                insert into purchase_order_line (company_id, order_id, line_no, item_id, quantity, unit_price,
                                                 contract_price, premium, lead_time_days, over_tolerance_percent,
                                                 under_tolerance_percent, requested_date, acknowledged_quantity,
                                                 acknowledged_date, received)
                select current_company(), :order, l.line_no, l.item_id, l.quantity, l.unit_price, l.contract_price,
                       l.premium, l.lead_time_days, l.over, l.under, l.requested_date::date,
                       case when :acknowledged then l.quantity end,
                       case when :acknowledged then l.confirmed_date::date end, l.received
                  from unnest(:lineNos, :items, :quantities, :prices, :contractPrices, :premiums, :leadTimes, :overs,
                              :unders, :requested, :confirmed, :received)
                       as l (line_no, item_id, quantity, unit_price, contract_price, premium, lead_time_days, over, under,
                             requested_date, confirmed_date, received)
                """)
        void insertLines(
                PurchaseOrderId order,
                boolean acknowledged,
                List<Integer> lineNos,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<BigDecimal> prices,
                List<@Nullable BigDecimal> contractPrices,
                List<BigDecimal> premiums,
                List<Integer> leadTimes,
                List<BigDecimal> overs,
                List<BigDecimal> unders,
                List<String> requested,
                List<String> confirmed,
                List<BigDecimal> received);

        @SqlUpdate("""
                insert into purchase_order_revision (company_id, order_id, revision, kind, round, person_id, why, amount,
                                                     recorded_at)
                values (current_company(), :order, 1, 'RAISED', 1, :raisedBy, :why, :amount, :raisedAt),
                       (current_company(), :order, 2, 'SUBMITTED', 1, :raisedBy, null, :amount, :releasedAt)
                """)
        void insertRevisions(
                PurchaseOrderId order,
                PersonId raisedBy,
                @Nullable String why,
                BigDecimal amount,
                Instant raisedAt,
                Instant releasedAt);

        @SqlUpdate("""
                insert into purchase_approval (company_id, order_id, round, person_id, raised_by, recorded_at)
                select current_company(), :order, 1, person_id, :raisedBy, :releasedAt
                  from unnest(:approvedBy) as a (person_id)
                """)
        void insertApprovals(PurchaseOrderId order, PersonId raisedBy, List<PersonId> approvedBy, Instant releasedAt);

        @SqlUpdate("""
                insert into acknowledgement (company_id, acknowledgement_id, order_id, round, state, recorded_by,
                                             recorded_at, occurred_at, decided_by, decided_at)
                values (current_company(), :acknowledgement, :order, 1, 'ACCEPTED', :person, :at, :at, :person, :at)
                """)
        void insertAcknowledgement(
                AcknowledgementId acknowledgement, PurchaseOrderId order, PersonId person, Instant at);

        @SqlUpdate("""
                insert into acknowledgement_line (company_id, acknowledgement_id, line_no, quantity, confirmed_date,
                                                  changed)
                select current_company(), :acknowledgement, line_no, quantity, acknowledged_date,
                       acknowledged_date <> requested_date
                  from purchase_order_line
                 where order_id = :order
                """)
        void insertAcknowledgedLines(AcknowledgementId acknowledgement, PurchaseOrderId order);

        @SqlUpdate("""
                insert into receipt (company_id, receipt_id, site_id, supplier, dock_arrived_at, received_at, received_by,
                                     recorded_at, purchase_order_id, history)
                values (current_company(), :receipt, :site, :supplier, :dockArrivedAt, :receivedAt, :receivedBy, :now,
                        :order, true)
                """)
        void insertReceipt(
                ReceiptId receipt,
                SiteId site,
                SupplierId supplier,
                Instant dockArrivedAt,
                Instant receivedAt,
                PersonId receivedBy,
                Instant now,
                PurchaseOrderId order);

        @SqlUpdate("""
                insert into receipt_line (company_id, receipt_id, line_no, item_id, bin_id, quantity, unit_cost,
                                          purchase_line_no)
                select current_company(), :receipt, d.n, l.item_id, d.bin_id, d.quantity, l.unit_price, l.line_no
                  from unnest(:lineNos, :bins, :quantities) with ordinality as d (line_no, bin_id, quantity, n)
                  join purchase_order_line l on l.order_id = :order and l.line_no = d.line_no
                """)
        void insertReceiptLines(
                ReceiptId receipt,
                PurchaseOrderId order,
                List<Integer> lineNos,
                List<BinId> bins,
                List<BigDecimal> quantities);

        @SqlUpdate("""
                insert into receipt_discrepancy (company_id, receipt_id, discrepancy_no, order_id, line_no, kind, item_id,
                                                 quantity, reason, photo)
                select current_company(), :receipt, d.n, :order, l.line_no, d.kind, l.item_id, d.quantity, d.reason, false
                  from unnest(:lineNos, :kinds, :quantities, :reasons)
                       with ordinality as d (line_no, kind, quantity, reason, n)
                  join purchase_order_line l on l.order_id = :order and l.line_no = d.line_no
                """)
        void insertDiscrepancies(
                ReceiptId receipt,
                PurchaseOrderId order,
                List<Integer> lineNos,
                List<String> kinds,
                List<BigDecimal> quantities,
                List<String> reasons);
    }

    /** What a document means, once nothing speaks against it. */
    private record Checked(
            Document document,
            String zone,
            SupplierRisk risk,
            Map<Sku, ContractTerms.Row> terms,
            BigDecimal rollingTotal,
            int approvals,
            Map<Integer, BigDecimal> received) {
        ContractTerms.Row terms(Line line) {
            return Objects.requireNonNull(terms.get(line.item()));
        }

        Quantity units(Line line, BigDecimal value) {
            return new Quantity(value, terms(line).unit());
        }

        BigDecimal premium(Line line) {
            return terms(line).premium(line.unitPrice(), line.quantity());
        }

        BigDecimal premium() {
            return document.lines().stream().map(this::premium).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal received(Line line) {
            return received.getOrDefault(line.lineNo(), BigDecimal.ZERO);
        }

        /** Received but for the tolerance. */
        boolean closed(Line line) {
            return received(line).signum() > 0 && received(line).compareTo(least(line)) >= 0;
        }

        private BigDecimal least(Line line) {
            return Figures.share(
                    line.quantity(), terms(line).underTolerancePercent().negate());
        }

        PurchaseState state() {
            if (document.lines().stream().allMatch(this::closed)) {
                return PurchaseState.RECEIVED;
            }
            if (!document.receipts().isEmpty()) {
                return PurchaseState.PARTIALLY_RECEIVED;
            }
            return document.acknowledgement() == null ? PurchaseState.APPROVED : PurchaseState.ACKNOWLEDGED;
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "import-purchases",
                        "Takes over purchase orders of the time before go-live with their receipts; moves no stock.")
                .asSensitive()
                .publishing(
                        EventType.PURCHASE_ORDER_RAISED,
                        EventType.PURCHASE_ORDER_SUBMITTED,
                        EventType.PURCHASE_ORDER_APPROVED,
                        EventType.PURCHASE_ORDER_RELEASED,
                        EventType.PURCHASE_ORDER_ACKNOWLEDGED,
                        EventType.ACKNOWLEDGEMENT_DECIDED,
                        EventType.PURCHASE_RECEIVED)
                .refusing(Problem.INVALID, Problem.AFTER_GO_LIVE);
    }

    @Override
    public Permission permission() {
        return Permission.IMPORT_HISTORY;
    }

    /** The audit names the documents; their content is in the events. */
    @Override
    public Object detail(Command command) {
        return command.purchases().stream().map(Document::order).toList();
    }

    @Override
    public Imported run(Command command, Work work) {
        HistoryGate.enter(work, "purchases", command.purchases().size());
        Limits limits = work.sql(SetPurchaseLimits.Sql.class).find().orElse(Limits.NONE);
        return new Imported(command.purchases().stream()
                .map(document -> take(work, document, limits))
                .toList());
    }

    private Imported.Result take(Work work, Document document, Limits limits) {
        String id = document.order().value();
        try {
            Optional<Stored> stored = work.sql(Sql.class).find(document.order());
            if (stored.isPresent()) {
                if (same(stored.get(), document)) {
                    return new Imported.Result(id, Imported.Status.ALREADY_IMPORTED, null);
                }
                throw new Refused(Problem.ALREADY_EXISTS, "%s exists with other content".formatted(id));
            }
            Checked checked = check(work, document, limits);
            write(work, checked);
            publish(work, checked);
            return new Imported.Result(id, Imported.Status.IMPORTED, null);
        } catch (Refused refused) {
            // Each check stands before the first write of its document, so the others are not touched.
            return new Imported.Result(
                    id, Imported.Status.REFUSED, refused.problem().code() + ": " + refused.detail());
        }
    }

    private static boolean same(Stored stored, Document document) {
        return stored.siteId().equals(document.site())
                && stored.supplierId().equals(document.supplier())
                && stored.raisedAt().equals(document.raisedAt())
                && document.releasedAt().equals(stored.firstReleasedAt())
                && stored.amount().compareTo(document.amount()) == 0
                && stored.received().compareTo(document.received()) == 0;
    }

    private Checked check(Work work, Document document, Limits limits) {
        work.requireAt(permission(), document.site());
        Sql sql = work.sql(Sql.class);
        requireOwnNumbers(sql, document);
        if (document.expediteReason() != null) {
            Figures.requireSaid("expediteReason", document.expediteReason());
        }
        requireLines(document);
        requireInSequence(document, work.now());
        Set<BinId> bins = new HashSet<>();
        document.receipts().forEach(receipt -> receipt.lines().forEach(line -> bins.add(line.bin())));
        Partner partner = sql.partner(document.site(), document.supplier());
        String zone = partner.zone();
        SupplierRisk risk = partner.risk();
        if (zone == null || risk == null) {
            throw new Refused(
                    Problem.UNKNOWN_REFERENCE,
                    "There is no site %s or no supplier %s".formatted(document.site(), document.supplier()));
        }
        bins.removeAll(sql.bins(document.site(), bins));
        if (!bins.isEmpty()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(bins, document.site()));
        }
        Map<Sku, ContractTerms.Row> terms = ContractTerms.find(
                work,
                document.supplier(),
                LocalDate.ofInstant(document.raisedAt(), ZoneId.of(zone)),
                document.lines().stream().map(Line::item).toList());
        for (Line line : document.lines()) {
            if (!terms.containsKey(line.item())) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no item " + line.item());
            }
        }
        BigDecimal rollingTotal = sql.total(
                        document.raisedBy(), document.releasedAt().minus(ApprovalPolicy.ROLLING), document.releasedAt())
                .add(document.amount());
        int approvals = ApprovalPolicy.approvalsNeeded(rollingTotal, document.amount(), risk, limits);
        requireOthers(document, approvals);
        return new Checked(document, zone, risk, terms, rollingTotal, approvals, received(document, terms));
    }

    private static void requireOwnNumbers(Sql sql, Document document) {
        List<ReceiptId> receipts =
                document.receipts().stream().map(Delivery::receipt).toList();
        Confirmation confirmation = document.acknowledgement();
        List<String> numbers = new ArrayList<>(List.of(document.order().value()));
        receipts.forEach(receipt -> numbers.add(receipt.value()));
        if (confirmation != null) {
            numbers.add(confirmation.acknowledgement().value());
        }
        for (String number : numbers) {
            if (LIVE_NUMBER.matcher(number).matches()) {
                throw new Refused(Problem.INVALID, number + " is a number the live business gives");
            }
        }
        if (new HashSet<>(receipts).size() < receipts.size()
                || !sql.takenReceipts(receipts).isEmpty()
                || (confirmation != null
                        && sql.takenAcknowledgement(confirmation.acknowledgement())
                                .isPresent())) {
            throw new Refused(
                    Problem.ALREADY_EXISTS, "A receipt or the acknowledgement of it has a number that is taken");
        }
    }

    private static void requireLines(Document document) {
        Figures.requireLines(document.lines());
        Set<Integer> numbers = new HashSet<>();
        for (Line line : document.lines()) {
            Figures.requirePositive("quantity", line.quantity());
            Figures.requirePrice("unitPrice", line.unitPrice());
            Figures.requireDate("requestedDate", line.requestedDate());
            Figures.requireDate("confirmedDate", line.confirmed());
            if (line.lineNo() < 1 || !numbers.add(line.lineNo())) {
                throw new Refused(Problem.INVALID, "Line %d is below 1 or stands there twice".formatted(line.lineNo()));
            }
            if (line.changed() && document.acknowledgement() == null) {
                throw new Refused(Problem.INVALID, "Line %d is confirmed by nobody".formatted(line.lineNo()));
            }
        }
        Figures.requireAmount("amount", document.amount());
        for (Delivery receipt : document.receipts()) {
            if (receipt.lines().isEmpty() && receipt.discrepancies().isEmpty()) {
                throw new Refused(Problem.INVALID, receipt.receipt() + " brought nothing");
            }
            receipt.lines().forEach(line -> Figures.requirePositive("quantity", line.quantity()));
            for (Difference difference : receipt.discrepancies()) {
                Figures.requirePositive("quantity", difference.quantity());
                Figures.requireSaid("reason", difference.reason());
                if (!numbers.contains(difference.lineNo()) || difference.kind() == DiscrepancyKind.WRONG_ITEM) {
                    throw new Refused(
                            Problem.INVALID, "Line %d has no such discrepancy".formatted(difference.lineNo()));
                }
            }
        }
    }

    private static void requireInSequence(Document document, Instant now) {
        List<Instant> times = new ArrayList<>(List.of(document.raisedAt(), document.releasedAt()));
        Confirmation confirmation = document.acknowledgement();
        if (confirmation != null && confirmation.at().isBefore(document.releasedAt())) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "Acknowledged before its release");
        }
        if (confirmation != null) {
            times.add(confirmation.at());
        }
        for (Delivery receipt : document.receipts()) {
            if (receipt.dockArrivedAt().isBefore(document.releasedAt())
                    || receipt.receivedAt().isBefore(receipt.dockArrivedAt())) {
                throw new Refused(
                        Problem.OUT_OF_SEQUENCE,
                        "%s arrived before the release or was received before it arrived".formatted(receipt.receipt()));
            }
            times.add(receipt.receivedAt());
        }
        if (document.releasedAt().isBefore(document.raisedAt())) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "Released before it was raised");
        }
        if (times.stream().anyMatch(time -> time.isAfter(now))) {
            throw new Refused(Problem.AFTER_GO_LIVE, "It has a business time that is not past");
        }
    }

    private static void requireOthers(Document document, int approvals) {
        Set<PersonId> approvers = new HashSet<>(document.approvedBy());
        if (approvers.contains(document.raisedBy())
                || approvers.size() < document.approvedBy().size()) {
            throw new Refused(Problem.SELF_APPROVAL, "Each approval is another person's than the buyer's");
        }
        if (approvers.size() < approvals) {
            throw new Refused(
                    Problem.SELF_APPROVAL, "Its amount asks for the approval of %d other people".formatted(approvals));
        }
        if (document.receipts().stream()
                .anyMatch(receipt -> receipt.receivedBy().equals(document.raisedBy()))) {
            throw new Refused(Problem.SELF_APPROVAL, "Another person than the buyer receives");
        }
    }

    /** Accepted quantities by line, none beyond its tolerance. */
    private static Map<Integer, BigDecimal> received(Document document, Map<Sku, ContractTerms.Row> terms) {
        Map<Integer, BigDecimal> received = new TreeMap<>();
        document.receipts()
                .forEach(receipt -> receipt.lines()
                        .forEach(line -> received.merge(line.lineNo(), line.quantity(), BigDecimal::add)));
        Map<Integer, Line> lines = new TreeMap<>();
        document.lines().forEach(line -> lines.put(line.lineNo(), line));
        received.forEach((lineNo, quantity) -> {
            Line line = lines.get(lineNo);
            if (line == null) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no line " + lineNo);
            }
            BigDecimal most = Figures.share(
                    line.quantity(),
                    Objects.requireNonNull(terms.get(line.item())).overTolerancePercent());
            if (quantity.compareTo(most) > 0) {
                throw new Refused(
                        Problem.OVER_TOLERANCE,
                        "Line %d: %s received, the tolerance ends at %s"
                                .formatted(lineNo, Figures.plain(quantity), Figures.plain(most)));
            }
        });
        return received;
    }

    private static void write(Work work, Checked checked) {
        Document document = checked.document();
        Sql sql = work.sql(Sql.class);
        PurchaseState state = checked.state();
        sql.insert(
                document.order(),
                document.site(),
                document.supplier(),
                state,
                document.expediteReason(),
                document.amount(),
                checked.premium(),
                document.raisedBy(),
                document.raisedAt(),
                checked.approvals(),
                document.releasedAt(),
                document.receipts().stream()
                        .map(Delivery::receivedAt)
                        .max(Instant::compareTo)
                        .filter(last -> state.closed())
                        .orElse(null));
        List<Line> lines = document.lines();
        sql.insertLines(
                document.order(),
                document.acknowledgement() != null,
                lines.stream().map(Line::lineNo).toList(),
                lines.stream().map(Line::item).toList(),
                lines.stream().map(Line::quantity).toList(),
                lines.stream().map(Line::unitPrice).toList(),
                lines.stream().map(line -> checked.terms(line).contractPrice()).toList(),
                lines.stream().map(checked::premium).toList(),
                lines.stream().map(line -> checked.terms(line).leadTimeDays()).toList(),
                lines.stream()
                        .map(line -> checked.terms(line).overTolerancePercent())
                        .toList(),
                lines.stream()
                        .map(line -> checked.terms(line).underTolerancePercent())
                        .toList(),
                lines.stream().map(line -> line.requestedDate().toString()).toList(),
                lines.stream().map(line -> line.confirmed().toString()).toList(),
                lines.stream().map(checked::received).toList());
        sql.insertRevisions(
                document.order(),
                document.raisedBy(),
                document.expediteReason(),
                document.amount(),
                document.raisedAt(),
                document.releasedAt());
        sql.insertApprovals(document.order(), document.raisedBy(), document.approvedBy(), document.releasedAt());
        Confirmation confirmation = document.acknowledgement();
        if (confirmation != null) {
            sql.insertAcknowledgement(
                    confirmation.acknowledgement(), document.order(), document.raisedBy(), confirmation.at());
            sql.insertAcknowledgedLines(confirmation.acknowledgement(), document.order());
        }
        document.receipts().forEach(receipt -> write(work, document, receipt));
    }

    private static void write(Work work, Document document, Delivery receipt) {
        Sql sql = work.sql(Sql.class);
        sql.insertReceipt(
                receipt.receipt(),
                document.site(),
                document.supplier(),
                receipt.dockArrivedAt(),
                receipt.receivedAt(),
                receipt.receivedBy(),
                work.now(),
                document.order());
        sql.insertReceiptLines(
                receipt.receipt(),
                document.order(),
                receipt.lines().stream().map(Accepted::lineNo).toList(),
                receipt.lines().stream().map(Accepted::bin).toList(),
                receipt.lines().stream().map(Accepted::quantity).toList());
        sql.insertDiscrepancies(
                receipt.receipt(),
                document.order(),
                receipt.discrepancies().stream().map(Difference::lineNo).toList(),
                receipt.discrepancies().stream()
                        .map(difference -> difference.kind().name())
                        .toList(),
                receipt.discrepancies().stream().map(Difference::quantity).toList(),
                receipt.discrepancies().stream().map(Difference::reason).toList());
    }

    private static void publish(Work work, Checked checked) {
        Document document = checked.document();
        Money amount = new Money(document.amount(), work.currency());
        work.publish(raised(work, checked, amount), document.site());
        work.publish(
                new PurchaseOrderSubmitted(
                        document.order(),
                        document.site(),
                        document.supplier(),
                        1,
                        amount,
                        new Money(checked.rollingTotal(), work.currency()),
                        checked.approvals(),
                        document.raisedBy(),
                        document.raisedAt()),
                document.site());
        int missing = checked.approvals();
        for (PersonId approver : document.approvedBy()) {
            missing = Math.max(0, missing - 1);
            work.publish(
                    new PurchaseOrderApproved(
                            document.order(), document.site(), 1, missing, approver, document.releasedAt()),
                    document.site());
        }
        work.publish(
                new PurchaseOrderReleased(
                        document.order(), document.site(), document.supplier(), 1, amount, document.releasedAt()),
                document.site());
        Confirmation confirmation = document.acknowledgement();
        if (confirmation != null) {
            acknowledged(work, checked, confirmation);
        }
        Map<Integer, BigDecimal> soFar = new TreeMap<>();
        for (Delivery receipt : document.receipts()) {
            work.publish(received(checked, receipt, soFar), document.site());
        }
    }

    private static PurchaseOrderRaised raised(Work work, Checked checked, Money amount) {
        Document document = checked.document();
        return new PurchaseOrderRaised(
                document.order(),
                document.site(),
                checked.zone(),
                document.supplier(),
                checked.risk(),
                document.expediteReason() != null,
                document.expediteReason(),
                amount,
                new Money(checked.premium(), work.currency()),
                document.raisedBy(),
                document.raisedAt(),
                document.lines().stream()
                        .map(line -> {
                            ContractTerms.Row terms = checked.terms(line);
                            BigDecimal contractPrice = terms.contractPrice();
                            return new PurchaseOrderRaised.Line(
                                    line.lineNo(),
                                    line.item(),
                                    terms.category(),
                                    checked.units(line, line.quantity()),
                                    new Money(line.unitPrice(), work.currency()),
                                    contractPrice == null ? null : new Money(contractPrice, work.currency()),
                                    new Money(checked.premium(line), work.currency()),
                                    line.requestedDate());
                        })
                        .toList());
    }

    private static void acknowledged(Work work, Checked checked, Confirmation confirmation) {
        Document document = checked.document();
        boolean changed = document.lines().stream().anyMatch(Line::changed);
        work.publish(
                new PurchaseOrderAcknowledged(
                        document.order(),
                        confirmation.acknowledgement(),
                        document.site(),
                        document.supplier(),
                        null,
                        changed,
                        document.raisedBy(),
                        confirmation.at(),
                        document.lines().stream()
                                .map(line -> new PurchaseOrderAcknowledged.Line(
                                        line.lineNo(),
                                        checked.units(line, line.quantity()),
                                        checked.units(line, line.quantity()),
                                        line.requestedDate(),
                                        line.confirmed(),
                                        line.changed()))
                                .toList()),
                document.site());
        if (changed) {
            work.publish(
                    new AcknowledgementDecided(
                            document.order(),
                            confirmation.acknowledgement(),
                            document.site(),
                            true,
                            null,
                            document.raisedBy(),
                            confirmation.at()),
                    document.site());
        }
    }

    /** @param soFar received before by line, rolled forward here */
    private static PurchaseReceived received(Checked checked, Delivery receipt, Map<Integer, BigDecimal> soFar) {
        Document document = checked.document();
        Map<Integer, BigDecimal> now = new TreeMap<>();
        receipt.lines().forEach(line -> now.merge(line.lineNo(), line.quantity(), BigDecimal::add));
        now.forEach((lineNo, quantity) -> soFar.merge(lineNo, quantity, BigDecimal::add));
        Map<Integer, Line> lines = new TreeMap<>();
        document.lines().forEach(line -> lines.put(line.lineNo(), line));
        return new PurchaseReceived(
                document.order(),
                receipt.receipt(),
                null,
                document.site(),
                checked.zone(),
                document.supplier(),
                receipt.dockArrivedAt(),
                receipt.receivedBy(),
                receipt.receivedAt(),
                now.entrySet().stream()
                        .map(entry -> {
                            Line line = Objects.requireNonNull(lines.get(entry.getKey()));
                            return new PurchaseReceived.Line(
                                    line.lineNo(),
                                    line.item(),
                                    checked.units(line, line.quantity()),
                                    checked.units(line, entry.getValue()),
                                    checked.units(line, Objects.requireNonNull(soFar.get(line.lineNo()))));
                        })
                        .toList(),
                receipt.discrepancies().stream()
                        .map(difference -> {
                            Line line = Objects.requireNonNull(lines.get(difference.lineNo()));
                            return new PurchaseReceived.Discrepancy(
                                    line.lineNo(),
                                    difference.kind(),
                                    line.item(),
                                    checked.units(line, difference.quantity()),
                                    difference.reason(),
                                    false);
                        })
                        .toList());
    }
}
