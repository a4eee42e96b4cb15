package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.OpenSite.SiteView;
import io.setpoint.erp.organization.OpenSiteFromTemplate.Command;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a warehouse as a template describes it, or as another warehouse is. */
final class OpenSiteFromTemplate implements UseCase<Command, SiteView> {
    /**
     * The site to open.
     *
     * @param template the name of one that comes with Setpoint
     * @param like one of one's own, such as another warehouse's; either this or a name
     */
    record Command(
            SiteId site,
            String name,
            String zone,
            @Nullable String template,
            @Nullable SiteTemplate like) {
        Command {
            if ((template == null) == (like == null)) {
                throw new IllegalArgumentException("needs the name of a template or one of your own, and not both");
            }
        }
    }

    private final OpenSite openSite;

    OpenSiteFromTemplate(OpenSite openSite) {
        this.openSite = openSite;
    }

    @Override
    public Control control() {
        return Control.of("open-site-from-template", "Opens a warehouse as a template describes it.")
                .publishing(EventType.SITE_OPENED, EventType.ROUTES_SET)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.INVALID, Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public SiteView run(Command command, Work work) {
        SiteTemplate template = command.template() == null
                ? Objects.requireNonNull(command.like())
                : Templates.site(command.template());
        return open(work, openSite, command.site(), command.name(), command.zone(), template);
    }

    static SiteView open(Work work, OpenSite openSite, SiteId site, String name, String zone, SiteTemplate template) {
        return work.perform(openSite, command(site, name, zone, template));
    }

    /** What a template says may be no more allowed than what a person says. */
    private static OpenSite.Command command(SiteId site, String name, String zone, SiteTemplate template) {
        try {
            return new OpenSite.Command(
                    site,
                    name,
                    zone,
                    BinPattern.bins(template.bins()),
                    template.adjustmentLimit(),
                    template.adjustmentDailyLimit(),
                    template.binGroups(),
                    template.receiveSteps(),
                    template.shipSteps());
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.INVALID, "The template " + e.getMessage() + ".");
        }
    }
}
