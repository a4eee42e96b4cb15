package io.setpoint.erp.organization;

import io.setpoint.erp.access.api.FirstAdministrator;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability organization. */
public final class Organization implements Capability {
    private final CreateCompany createCompany;
    private final OpenSite openSite = new OpenSite();
    private final GoLive goLive = new GoLive();
    private final SetShippingMode setShippingMode = new SetShippingMode();
    private final SetChannel setChannel = new SetChannel();

    public Organization(FirstAdministrator firstAdministrator) {
        this.createCompany = new CreateCompany(firstAdministrator);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new CompanyResource(createCompany, goLive),
                new SiteResource(openSite),
                new ShippingModeResource(setShippingMode),
                new ChannelResource(setChannel));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(createCompany, openSite, goLive, setShippingMode, setChannel);
    }
}
