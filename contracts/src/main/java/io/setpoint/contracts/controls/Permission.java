package io.setpoint.contracts.controls;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a principal may do. Posting permissions are those a machine principal can never hold. */
public enum Permission {
    VIEW("view", false),
    ADMINISTER_ACCESS("access:administer", true),
    ADMINISTER_MASTER_DATA("master-data:administer", true),
    PROPOSE_UNITS("units:propose", true),
    APPROVE_UNITS("units:approve", true),
    PLACE_ORDER("orders:place", true),
    RELEASE_ORDER("orders:release", true),
    CANCEL_ORDER("orders:cancel", true),
    PICK("shipping:pick", true),
    SHIP("shipping:ship", true),
    RECEIVE("inventory:receive", true),
    COUNT("inventory:count", true),
    MANAGE_COUNTS("inventory:manage-counts", true),
    PROPOSE_ADJUSTMENT("adjustments:propose", true),
    APPROVE_ADJUSTMENT("adjustments:approve", true),
    RAISE_PURCHASE("purchase:raise", true),
    APPROVE_PURCHASE("purchase:approve", true),
    MAINTAIN_SUPPLIER("supplier:maintain", true),
    PLAN_REPLENISHMENT("replenishment:plan", true),
    PROPOSE_PRICES("prices:propose", true),
    APPROVE_PRICES("prices:approve", true),
    PROPOSE_PRICE_OVERRIDE("price-overrides:propose", true),
    /** Up to the company's limit off the list price, a tenth unless it says otherwise. */
    APPROVE_PRICE_OVERRIDE("price-overrides:approve", true),
    /** However far off the list price. */
    APPROVE_ANY_PRICE_OVERRIDE("price-overrides:approve-any", true),
    OPEN_RETURN("returns:open", true),
    DISPOSE_RETURN("returns:dispose", true),
    APPROVE_DISPOSITION("returns:approve-disposition", true),
    HOLD_STOCK("stock:hold", true),
    RELEASE_HOLD("stock:release-hold", true),
    BLOCK_LOT("lots:block", true),
    UNBLOCK_LOT("lots:unblock", true),
    TRANSFER("transfers:send", true),
    /** Within a site: bin to bin, put-away and to the pick face. */
    MOVE_STOCK("stock:move", true),
    RAISE_EXCEPTION("exceptions:raise", false),
    WORK_EXCEPTION("exceptions:work", true),
    REGISTER_MODEL("models:register", false),
    PROMOTE_MODEL("models:promote", true),
    /** Load documents of the time before go-live, complete with their business times. */
    IMPORT_HISTORY("history:import", true),
    QUERY_ANALYTICS("analytics:query", false);

    private static final Map<String, Permission> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Permission::code, Function.identity()));

    private final String code;
    private final boolean posting;

    Permission(String code, boolean posting) {
        this.code = code;
        this.posting = posting;
    }

    public static Optional<Permission> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    public String code() {
        return code;
    }

    /** Whether it changes business state; no machine principal holds such a permission. */
    public boolean posting() {
        return posting;
    }
}
