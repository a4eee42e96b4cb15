package io.setpoint.erp.organization;

import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.organization.SetShippingMode.ShippingMode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How fast each shipping mode promises. */
@Path("shipping-modes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShippingModeResource {
    private final SetShippingMode setShippingMode;

    ShippingModeResource(SetShippingMode setShippingMode) {
        this.setShippingMode = setShippingMode;
    }

    @POST
    public Receipt<ShippingMode> set(@Context Caller caller, @Nullable ShippingMode mode) {
        return caller.run(setShippingMode, mode);
    }

    @GET
    public Page<ShippingMode> list(@Context Caller caller) {
        return caller.read((handle, actor) -> new Page<>(
                handle.createQuery("""
                                select shipping_mode as "shippingMode", standard_days as "standardDays"
                                from shipping_mode where company_id = :company order by shipping_mode
                                """)
                        .bind("company", actor.company())
                        .mapTo(ShippingMode.class)
                        .list(),
                null));
    }
}
