package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.PutAwayPlan.Rule;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Says into which bins received goods of a site go; replaces all its rules and holds for goods directed from now on. */
final class SetPutAwayRules implements UseCase<SetPutAwayRules.Command, SetPutAwayRules.Command> {
    private static final int MOST_BINS = 1_000;

    /** The rules of a site, in the order in which they are asked. */
    record Command(SiteId site, List<RuleBody> rules) {
        Command {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule; for an item, for a category, for an ABC class, or for any goods.
     *
     * @param zone into bins of this zone
     * @param bins or into these
     */
    record RuleBody(
            @Nullable Sku item,
            @Nullable String category,
            @Nullable String abc,
            @Nullable String zone,
            @Nullable List<BinId> bins,
            PutAwayStrategy strategy) {
        RuleBody {
            bins = bins == null ? List.of() : List.copyOf(bins);
        }

        static RuleBody of(Rule rule) {
            return new RuleBody(rule.item(), rule.category(), rule.abc(), rule.zone(), rule.bins(), rule.strategy());
        }

        List<BinId> named() {
            return Objects.requireNonNull(bins);
        }

        Rule rule() {
            return new Rule(item, category, abc, zone, named(), strategy);
        }
    }

    interface Sql {
        @SqlQuery("select distinct zone from bin where site_id = :site and zone is not null")
        Set<String> zones(SiteId site);
    }

    @Override
    public Control control() {
        return Control.of("set-put-away-rules", "Says into which bins received goods of a site go.")
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Command run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        MasterData.site(work, command.site());
        if (command.rules().size() > Figures.LINES) {
            throw Figures.invalid("rules", "A site has at most " + Figures.LINES + " rules");
        }
        for (int i = 0; i < command.rules().size(); i++) {
            requireOneOfEach("rules[%d].".formatted(i), command.rules().get(i));
        }
        requireKnown(command, work);
        PutAwayRules.replace(
                work.sql(PutAwayRules.Sql.class),
                command.site(),
                command.rules().stream().map(RuleBody::rule).toList());
        return command;
    }

    private static void requireOneOfEach(String field, RuleBody rule) {
        if (Stream.of(rule.item(), rule.category(), rule.abc())
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw Figures.invalid(
                    field + "item", "A rule is for an item, for a category, for a class, or for any goods");
        }
        if ((rule.zone() == null) == rule.named().isEmpty() || rule.named().size() > MOST_BINS) {
            throw Figures.invalid(
                    field + "zone", "A rule names a zone or 1 to %d bins, and not both".formatted(MOST_BINS));
        }
        if (rule.strategy() == PutAwayStrategy.FIXED_BIN && rule.named().isEmpty()) {
            throw Figures.invalid(field + "bins", "Fixed bins are named one by one");
        }
        Figures.requireShort(field + "category", rule.category());
        Figures.requireShort(field + "abc", rule.abc());
    }

    private static void requireKnown(Command command, Work work) {
        Set<Sku> items = new HashSet<>();
        Set<BinId> bins = new HashSet<>();
        command.rules().forEach(rule -> {
            bins.addAll(rule.named());
            Sku item = rule.item();
            if (item != null) {
                items.add(item);
            }
        });
        Set<Sku> knownItems = MasterData.items(work, items).keySet();
        Set<BinId> knownBins = MasterData.bins(work, command.site(), bins);
        Set<String> zones = work.sql(Sql.class).zones(command.site());
        List<Refused.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < command.rules().size(); i++) {
            RuleBody rule = command.rules().get(i);
            String field = "rules[%d].".formatted(i);
            if (rule.item() != null && !knownItems.contains(rule.item())) {
                errors.add(new Refused.FieldError(field + "item", "There is no item " + rule.item()));
            }
            if (rule.zone() != null && !zones.contains(rule.zone())) {
                errors.add(new Refused.FieldError(
                        field + "zone", "No bin of %s stands in zone %s".formatted(command.site(), rule.zone())));
            }
            rule.named().stream()
                    .filter(bin -> !knownBins.contains(bin))
                    .forEach(bin -> errors.add(new Refused.FieldError(
                            field + "bins", "There is no bin %s at %s".formatted(bin, command.site()))));
        }
        if (!errors.isEmpty()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, errors.get(0).message()).at(errors);
        }
    }
}
