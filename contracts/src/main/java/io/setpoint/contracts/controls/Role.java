package io.setpoint.contracts.controls;

import static io.setpoint.contracts.controls.Permission.ADMINISTER_ACCESS;
import static io.setpoint.contracts.controls.Permission.ADMINISTER_MASTER_DATA;
import static io.setpoint.contracts.controls.Permission.APPROVE_ADJUSTMENT;
import static io.setpoint.contracts.controls.Permission.APPROVE_ANY_PRICE_OVERRIDE;
import static io.setpoint.contracts.controls.Permission.APPROVE_CREDIT;
import static io.setpoint.contracts.controls.Permission.APPROVE_DISPOSITION;
import static io.setpoint.contracts.controls.Permission.APPROVE_PRICES;
import static io.setpoint.contracts.controls.Permission.APPROVE_PRICE_OVERRIDE;
import static io.setpoint.contracts.controls.Permission.APPROVE_PURCHASE;
import static io.setpoint.contracts.controls.Permission.APPROVE_UNITS;
import static io.setpoint.contracts.controls.Permission.BLOCK_LOT;
import static io.setpoint.contracts.controls.Permission.CANCEL_ORDER;
import static io.setpoint.contracts.controls.Permission.COUNT;
import static io.setpoint.contracts.controls.Permission.DISPOSE_RETURN;
import static io.setpoint.contracts.controls.Permission.HOLD_STOCK;
import static io.setpoint.contracts.controls.Permission.IMPORT_HISTORY;
import static io.setpoint.contracts.controls.Permission.MAINTAIN_SUPPLIER;
import static io.setpoint.contracts.controls.Permission.MAKE_INVOICE;
import static io.setpoint.contracts.controls.Permission.MANAGE_COUNTS;
import static io.setpoint.contracts.controls.Permission.MOVE_STOCK;
import static io.setpoint.contracts.controls.Permission.OPEN_RETURN;
import static io.setpoint.contracts.controls.Permission.PICK;
import static io.setpoint.contracts.controls.Permission.PLACE_ORDER;
import static io.setpoint.contracts.controls.Permission.PLAN_REPLENISHMENT;
import static io.setpoint.contracts.controls.Permission.PLAN_WAVES;
import static io.setpoint.contracts.controls.Permission.POST_INVOICES;
import static io.setpoint.contracts.controls.Permission.PROMOTE_MODEL;
import static io.setpoint.contracts.controls.Permission.PROPOSE_ADJUSTMENT;
import static io.setpoint.contracts.controls.Permission.PROPOSE_CREDIT;
import static io.setpoint.contracts.controls.Permission.PROPOSE_PRICES;
import static io.setpoint.contracts.controls.Permission.PROPOSE_PRICE_OVERRIDE;
import static io.setpoint.contracts.controls.Permission.PROPOSE_UNITS;
import static io.setpoint.contracts.controls.Permission.QUERY_ANALYTICS;
import static io.setpoint.contracts.controls.Permission.RAISE_EXCEPTION;
import static io.setpoint.contracts.controls.Permission.RAISE_PURCHASE;
import static io.setpoint.contracts.controls.Permission.RECEIVE;
import static io.setpoint.contracts.controls.Permission.REGISTER_MODEL;
import static io.setpoint.contracts.controls.Permission.RELEASE_HOLD;
import static io.setpoint.contracts.controls.Permission.RELEASE_ORDER;
import static io.setpoint.contracts.controls.Permission.SHIP;
import static io.setpoint.contracts.controls.Permission.TRANSFER;
import static io.setpoint.contracts.controls.Permission.UNBLOCK_LOT;
import static io.setpoint.contracts.controls.Permission.VIEW;
import static io.setpoint.contracts.controls.Permission.WORK_EXCEPTION;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The roles a person can hold in a company, at one site or at all of them. */
public enum Role {
    ADMINISTRATOR("administrator", VIEW, ADMINISTER_ACCESS, ADMINISTER_MASTER_DATA, PROPOSE_UNITS, APPROVE_UNITS),
    EXECUTIVE("executive", VIEW, QUERY_ANALYTICS),
    SALES("sales", VIEW, PLACE_ORDER, RELEASE_ORDER, CANCEL_ORDER, OPEN_RETURN, PROPOSE_PRICE_OVERRIDE, PROPOSE_CREDIT),
    /** Approves price overrides of others, up to the company's limit off the list price. */
    SALES_MANAGER("sales-manager", VIEW, PROPOSE_PRICE_OVERRIDE, APPROVE_PRICE_OVERRIDE, QUERY_ANALYTICS),
    PLANNER(
            "planner",
            VIEW,
            PLACE_ORDER,
            RELEASE_ORDER,
            CANCEL_ORDER,
            OPEN_RETURN,
            PLAN_REPLENISHMENT,
            PLAN_WAVES,
            WORK_EXCEPTION,
            QUERY_ANALYTICS),
    WAREHOUSE(
            "warehouse",
            VIEW,
            PICK,
            SHIP,
            PLAN_WAVES,
            RECEIVE,
            COUNT,
            PROPOSE_ADJUSTMENT,
            HOLD_STOCK,
            TRANSFER,
            MOVE_STOCK,
            DISPOSE_RETURN),
    INVENTORY_CONTROLLER(
            "inventory-controller",
            VIEW,
            COUNT,
            MANAGE_COUNTS,
            PROPOSE_ADJUSTMENT,
            APPROVE_ADJUSTMENT,
            DISPOSE_RETURN,
            APPROVE_DISPOSITION,
            HOLD_STOCK,
            RELEASE_HOLD,
            BLOCK_LOT,
            UNBLOCK_LOT,
            TRANSFER,
            MOVE_STOCK,
            PROPOSE_UNITS,
            APPROVE_UNITS,
            WORK_EXCEPTION,
            QUERY_ANALYTICS),
    BUYER("buyer", VIEW, RAISE_PURCHASE, MAINTAIN_SUPPLIER, PLAN_REPLENISHMENT, PROPOSE_UNITS, QUERY_ANALYTICS),
    PURCHASING_APPROVER("purchasing-approver", VIEW, APPROVE_PURCHASE, MAINTAIN_SUPPLIER, QUERY_ANALYTICS),
    /** Keeps price lists; nobody approves what he proposed himself. */
    PRICING(
            "pricing",
            VIEW,
            PROPOSE_PRICES,
            APPROVE_PRICES,
            PROPOSE_PRICE_OVERRIDE,
            APPROVE_PRICE_OVERRIDE,
            APPROVE_ANY_PRICE_OVERRIDE,
            QUERY_ANALYTICS),
    /** Invoices what was shipped and credits what came back; nobody approves a credit he proposed himself. */
    ACCOUNTANT("accountant", VIEW, MAKE_INVOICE, POST_INVOICES, PROPOSE_CREDIT, APPROVE_CREDIT, QUERY_ANALYTICS),
    ANALYST("analyst", VIEW, QUERY_ANALYTICS),
    MODEL_OWNER("model-owner", VIEW, PROMOTE_MODEL, QUERY_ANALYTICS),
    DATA_MIGRATION("data-migration", VIEW, IMPORT_HISTORY),
    /** Machine principal that carries signals of rules and models. */
    EXCEPTION_FEED("exception-feed", VIEW, RAISE_EXCEPTION),
    /** Machine principal that trains and registers models. */
    TRAINER("trainer", VIEW, REGISTER_MODEL, QUERY_ANALYTICS);

    private static final Map<String, Role> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::code, Function.identity()));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<Permission> permissions;

    Role(String code, Permission... permissions) {
        this.code = code;
        this.permissions = Set.of(permissions);
    }

    public static Optional<Role> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    public String code() {
        return code;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
