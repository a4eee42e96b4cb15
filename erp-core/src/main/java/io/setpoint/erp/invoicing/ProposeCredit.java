package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.invoicing.ProposeCredit.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Proposes to credit goods that do not come back; whatever it is worth, another person has to approve it. */
final class ProposeCredit implements UseCase<Command, InvoiceView> {
    private static final int MOST_LINES = 500;
    private static final int LONGEST_WHY = 500;

    record Command(InvoiceId invoice, String why, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            Set<Integer> named = new HashSet<>();
            for (Line line : lines) {
                if (!named.add(line.lineNo())) {
                    throw new IllegalArgumentException("names line " + line.lineNo() + " twice");
                }
            }
            if (why.length() > LONGEST_WHY) {
                throw new IllegalArgumentException("has a reason of more than " + LONGEST_WHY + " characters");
            }
        }
    }

    /** What is credited of a line of the invoice. */
    record Line(int lineNo, BigDecimal quantity) {
        Line {
            if (quantity.signum() <= 0) {
                throw new IllegalArgumentException("needs a quantity above zero");
            }
            try {
                quantity = quantity.setScale(Quantity.SCALE, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("has a quantity with more than three decimals", e);
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("propose-credit", "Proposes to credit goods that do not come back.")
                .asSensitive()
                .publishing(EventType.CREDIT_MADE)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.REASON_MISSING,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_CREDIT;
    }

    @Override
    public InvoiceView run(Command command, Work work) {
        InvoiceView invoice = InvoiceRows.lock(work, command.invoice());
        work.requireAt(permission(), invoice.site());
        work.requireVersion(invoice.version());
        CreditBook.requirePosted(invoice);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why nothing has to come back.");
        }
        SortedMap<Integer, BigDecimal> quantities = new TreeMap<>();
        for (Line line : command.lines()) {
            InvoiceView.Line invoiced = invoice.lines().stream()
                    .filter(each -> each.lineNo() == line.lineNo())
                    .findFirst()
                    .orElseThrow(() -> new Refused(
                            Problem.UNKNOWN_REFERENCE,
                            "Invoice %s has no line %d.".formatted(invoice.invoice(), line.lineNo())));
            if (line.quantity().compareTo(invoiced.open()) > 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "Of line %d %s are not credited yet."
                                .formatted(
                                        line.lineNo(),
                                        invoiced.open().stripTrailingZeros().toPlainString()));
            }
            quantities.put(line.lineNo(), line.quantity());
        }
        return CreditBook.make(work, invoice, quantities, null, command.why());
    }
}
