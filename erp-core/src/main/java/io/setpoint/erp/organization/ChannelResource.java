package io.setpoint.erp.organization;

import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.organization.SetChannel.Channel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Where orders come from. */
@Path("channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChannelResource {
    private final SetChannel setChannel;

    ChannelResource(SetChannel setChannel) {
        this.setChannel = setChannel;
    }

    @POST
    public Receipt<Channel> set(@Context Caller caller, @Nullable Channel channel) {
        return caller.run(setChannel, channel);
    }

    @GET
    public Page<Channel> list(@Context Caller caller) {
        return caller.read((handle, actor) -> new Page<>(
                handle.createQuery("""
                                select channel, name from sales_channel where company_id = :company order by channel
                                """)
                        .bind("company", actor.company())
                        .mapTo(Channel.class)
                        .list(),
                null));
    }
}
