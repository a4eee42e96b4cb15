package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.SetChannel.Channel;
import java.util.Locale;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Adds a channel orders come from, or gives one another name. */
final class SetChannel implements UseCase<Channel, Channel> {
    /** A channel; its code is in upper case. */
    record Channel(String channel, String name) {
        Channel {
            channel = channel.toUpperCase(Locale.ROOT);
            if (channel.isBlank() || channel.length() > 40 || name.isBlank() || name.length() > 200) {
                throw new IllegalArgumentException("needs a channel of 1 to 40 and a name of 1 to 200 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("set-channel", "Adds a channel orders come from, or gives one another name.");
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Channel run(Channel command, Work work) {
        work.requireEverywhere(permission());
        work.sql(Sql.class).set(work.company(), command.channel(), command.name());
        return command;
    }

    interface Sql {
        @SqlUpdate("""
                insert into sales_channel (company_id, channel, name)
                values (:company, :channel, :name)
                on conflict on constraint sales_channel_pkey do update set name = excluded.name
                """)
        void set(CompanyId company, String channel, String name);
    }
}
