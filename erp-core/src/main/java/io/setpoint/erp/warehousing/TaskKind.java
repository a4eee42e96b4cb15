package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import java.util.Arrays;
import java.util.List;

/** What is to be done in the warehouse. */
enum TaskKind {
    /** Goods reserved for an order line are taken out of a bin. */
    PICK(Permission.PICK),
    /** A picked shipment is packed. */
    PACK(Permission.SHIP),
    /** A packed shipment leaves the dock. */
    SHIP(Permission.SHIP);

    private final Permission permission;

    TaskKind(Permission permission) {
        this.permission = permission;
    }

    Permission permission() {
        return permission;
    }

    /** The roles that may do it. */
    List<Role> roles() {
        return Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }
}
