package io.setpoint.erp.pricing;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.time.Clock;
import java.util.List;

/** The capability pricing. */
public final class Pricing implements Capability {
    private final CreatePriceList createPriceList = new CreatePriceList();
    private final ProposePrices proposePrices = new ProposePrices();
    private final ApprovePrices approvePrices = new ApprovePrices();
    private final RejectPrices rejectPrices = new RejectPrices();

    private final ProposePriceOverride proposePriceOverride = new ProposePriceOverride();
    private final ApprovePriceOverride approvePriceOverride = new ApprovePriceOverride();
    private final RejectPriceOverride rejectPriceOverride = new RejectPriceOverride();
    private final ProposeOverrideLimit proposeOverrideLimit = new ProposeOverrideLimit();
    private final ApproveOverrideLimit approveOverrideLimit = new ApproveOverrideLimit();
    private final RejectOverrideLimit rejectOverrideLimit = new RejectOverrideLimit();
    private final Clock clock;

    public Pricing(Clock clock) {
        this.clock = clock;
    }

    /** Files of prices. */
    public ImportTarget priceImport() {
        return new PriceImport(proposePrices, rejectPrices, clock);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new PriceListResource(createPriceList),
                new PriceChangeResource(proposePrices, approvePrices, rejectPrices),
                new PriceOverrideResource(proposePriceOverride, approvePriceOverride, rejectPriceOverride),
                new OverrideLimitResource(proposeOverrideLimit, approveOverrideLimit, rejectOverrideLimit),
                new PriceResource(clock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                createPriceList,
                proposePrices,
                approvePrices,
                rejectPrices,
                proposePriceOverride,
                approvePriceOverride,
                rejectPriceOverride,
                proposeOverrideLimit,
                approveOverrideLimit,
                rejectOverrideLimit);
    }
}
