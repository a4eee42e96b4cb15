package io.setpoint.erp.exceptions;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.exceptions.ExceptionPage.RemedyView;
import io.setpoint.erp.inventory.api.AdjustmentDecisions;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Holders;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderRemedies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The remedies of the catalogue, each a use case of the capability it belongs to. */
final class Remedies {
    private final AdjustmentDecisions adjustments;
    private final OrderRemedies orders;

    Remedies(AdjustmentDecisions adjustments, OrderRemedies orders) {
        this.adjustments = adjustments;
        this.orders = orders;
    }

    /** Posts a remedy in the running transaction, under the actor's rights for it. */
    void post(Work work, Remedy remedy, String subject, @Nullable String why) {
        String reason = why == null ? "Decided in the exception queue" : why;
        switch (remedy) {
            case APPROVE_ADJUSTMENT -> adjustments.approve(work, adjustment(subject), why);
            case REJECT_ADJUSTMENT -> adjustments.reject(work, adjustment(subject), reason);
            case REVERSE_ADJUSTMENT -> adjustments.reverse(work, adjustment(subject), reason);
            case ALLOCATE_BACKORDER -> orders.allocateBackorders(work, order(subject));
            case CANCEL_OPEN_LINES -> orders.cancelOpenLines(work, order(subject), CancelReason.SHORTAGE, reason);
            case NONE -> {
                return;
            }
        }
    }

    /** What an actor could do about an exception, or why not. */
    List<RemedyView> options(
            Handle handle, Actor actor, List<Remedy> remedies, String subject, @Nullable SiteId site, boolean open) {
        List<RemedyView> views = new ArrayList<>();
        for (Remedy remedy : remedies) {
            RemedyView view = option(handle, actor, remedy, subject, site);
            views.add(
                    open
                            ? working(handle, actor, view, site)
                            : new RemedyView(
                                    remedy, view.title(), view.effect(), false, "The exception is settled", List.of()));
        }
        return views;
    }

    /** Deciding at all needs a right of its own. */
    private static RemedyView working(Handle handle, Actor actor, RemedyView view, @Nullable SiteId site) {
        boolean may =
                site == null ? actor.may(Permission.WORK_EXCEPTION) : actor.mayAt(Permission.WORK_EXCEPTION, site);
        return may || !view.allowed()
                ? view
                : new RemedyView(
                        view.remedy(),
                        view.title(),
                        view.effect(),
                        false,
                        "You lack the right " + Permission.WORK_EXCEPTION.code(),
                        Holders.of(handle, actor.company(), Permission.WORK_EXCEPTION, site, Set.of()));
    }

    private RemedyView option(Handle handle, Actor actor, Remedy remedy, String subject, @Nullable SiteId site) {
        return switch (remedy) {
            case APPROVE_ADJUSTMENT ->
                adjustment(
                        handle, actor, remedy, "Approve the adjustment", subject, AdjustmentDecisions.Options::approve);
            case REJECT_ADJUSTMENT ->
                adjustment(
                        handle, actor, remedy, "Reject the adjustment", subject, AdjustmentDecisions.Options::reject);
            case REVERSE_ADJUSTMENT ->
                adjustment(
                        handle, actor, remedy, "Reverse the adjustment", subject, AdjustmentDecisions.Options::reverse);
            case ALLOCATE_BACKORDER ->
                order(
                        handle,
                        actor,
                        remedy,
                        "Allocate free stock to the backorders",
                        "What is free is reserved for the order's backorders, oldest promise first",
                        Permission.RELEASE_ORDER,
                        site,
                        orders.whyNotAllocate(handle, order(subject)));
            case CANCEL_OPEN_LINES ->
                order(
                        handle,
                        actor,
                        remedy,
                        "Cancel the open lines",
                        "What is open and not picked is cancelled for shortage; it stays a failure in the fill rates",
                        Permission.CANCEL_ORDER,
                        site,
                        orders.whyNotCancel(handle, order(subject)));
            case NONE -> new RemedyView(remedy, "No action", "Nothing is posted", true, null, List.of());
        };
    }

    private RemedyView adjustment(
            Handle handle,
            Actor actor,
            Remedy remedy,
            String title,
            String subject,
            Function<AdjustmentDecisions.Options, AdjustmentDecisions.Option> choice) {
        AdjustmentDecisions.Option option = choice.apply(adjustments.options(handle, actor, adjustment(subject)));
        return new RemedyView(
                remedy, title, option.effect(), option.blocked() == null, option.blocked(), option.whoCan());
    }

    private static RemedyView order(
            Handle handle,
            Actor actor,
            Remedy remedy,
            String title,
            String effect,
            Permission permission,
            @Nullable SiteId site,
            Optional<String> blocked) {
        if (blocked.isPresent()) {
            return new RemedyView(remedy, title, effect, false, blocked.get(), List.of());
        }
        boolean may = site == null ? actor.may(permission) : actor.mayAt(permission, site);
        return may
                ? new RemedyView(remedy, title, effect, true, null, List.of())
                : new RemedyView(
                        remedy,
                        title,
                        effect,
                        false,
                        "You lack the right " + permission.code(),
                        Holders.of(handle, actor.company(), permission, site, Set.of()));
    }

    private static AdjustmentId adjustment(String subject) {
        try {
            return new AdjustmentId(subject);
        } catch (IllegalArgumentException e) {
            throw notA(subject, "adjustment", e);
        }
    }

    private static OrderId order(String subject) {
        try {
            return new OrderId(subject);
        } catch (IllegalArgumentException e) {
            throw notA(subject, "order", e);
        }
    }

    private static Refused notA(String subject, String kind, IllegalArgumentException cause) {
        Refused refused = new Refused(Problem.REMEDY_BLOCKED, "%s is no %s".formatted(subject, kind));
        refused.addSuppressed(cause);
        return refused;
    }
}
