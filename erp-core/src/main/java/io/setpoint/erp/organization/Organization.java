package io.setpoint.erp.organization;

import io.setpoint.erp.access.api.FirstAdministrator;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.organization.api.CategoryDays;
import io.setpoint.erp.organization.api.PurchaseLimits;
import java.util.List;

/** The capability organization. */
public final class Organization implements Capability {
    private final CreateCompany createCompany;
    private final CreateCompanyFromTemplate createCompanyFromTemplate;
    private final OpenSiteFromTemplate openSiteFromTemplate;
    private final CategoryDays categories;
    private final PurchaseLimits limits;
    private final SetRoutes setRoutes = new SetRoutes();
    private final OpenSite openSite = new OpenSite(setRoutes);
    private final SetBins setBins = new SetBins();
    private final GoLive goLive = new GoLive();
    private final SetShippingMode setShippingMode = new SetShippingMode();
    private final SetChannel setChannel = new SetChannel();

    public Organization(FirstAdministrator firstAdministrator, CategoryDays categories, PurchaseLimits limits) {
        this.createCompany = new CreateCompany(firstAdministrator);
        this.createCompanyFromTemplate =
                new CreateCompanyFromTemplate(createCompany, openSite, setShippingMode, categories, limits);
        this.openSiteFromTemplate = new OpenSiteFromTemplate(openSite);
        this.categories = categories;
        this.limits = limits;
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new CompanyResource(createCompany, goLive),
                new SiteResource(openSite, setRoutes),
                new BinResource(setBins),
                new ShippingModeResource(setShippingMode),
                new ChannelResource(setChannel),
                new TemplateResource(createCompanyFromTemplate, openSiteFromTemplate, categories, limits));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                createCompany,
                openSite,
                setBins,
                setRoutes,
                goLive,
                setShippingMode,
                setChannel,
                createCompanyFromTemplate,
                openSiteFromTemplate);
    }
}
