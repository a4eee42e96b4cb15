package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.CreateCompany.CompanyView;
import io.setpoint.erp.organization.CreateCompanyFromTemplate.Command;
import io.setpoint.erp.organization.api.CategoryDays;
import io.setpoint.erp.organization.api.PurchaseLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Founds a company as a template describes it, or as another company is, all of it or nothing. */
final class CreateCompanyFromTemplate implements UseCase<Command, CompanyView> {
    /**
     * The company to found.
     *
     * @param currency ISO 4217 code
     * @param zone IANA time zone of its head office
     * @param template the name of one that comes with Setpoint
     * @param like one of one's own, such as another company's; either this or a name
     */
    record Command(
            CompanyId company,
            String name,
            String currency,
            String zone,
            @Nullable String template,
            @Nullable CompanyTemplate like) {
        Command {
            if ((template == null) == (like == null)) {
                throw new IllegalArgumentException("needs the name of a template or one of your own, and not both");
            }
        }
    }

    private final CreateCompany createCompany;
    private final OpenSite openSite;
    private final SetShippingMode setShippingMode;
    private final CategoryDays categories;
    private final PurchaseLimits limits;

    CreateCompanyFromTemplate(
            CreateCompany createCompany,
            OpenSite openSite,
            SetShippingMode setShippingMode,
            CategoryDays categories,
            PurchaseLimits limits) {
        this.createCompany = createCompany;
        this.openSite = openSite;
        this.setShippingMode = setShippingMode;
        this.categories = categories;
        this.limits = limits;
    }

    @Override
    public Control control() {
        return Control.of("create-company-from-template", "Founds a company as a template describes it.")
                .asSensitive()
                .publishing(
                        EventType.COMPANY_CREATED,
                        EventType.PERSON_REGISTERED,
                        EventType.ROLE_GRANTED,
                        EventType.SITE_OPENED,
                        EventType.ROUTES_SET,
                        EventType.PURCHASE_LIMITS_SET)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.INVALID, Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return createCompany.permission();
    }

    @Override
    public CompanyView run(Command command, Work work) {
        CompanyTemplate template = command.template() == null
                ? Objects.requireNonNull(command.like())
                : Templates.company(command.template());
        CompanyView company = work.perform(
                createCompany,
                new CreateCompany.Command(command.company(), command.name(), command.currency(), command.zone()));
        template.shippingModes().forEach(mode -> work.perform(setShippingMode, mode));
        categories.set(work, template.itemCategories());
        limits.set(work, template.purchaseLimits());
        template.sites()
                .forEach(site -> OpenSiteFromTemplate.open(
                        work, openSite, site.site(), site.name(), site.zone(), site.template()));
        return company;
    }
}
