package io.setpoint.contracts.events;

/** Why received goods stay in their receiving bin. */
public enum UnplacedReason {
    /** No put-away rule of the site answers for the item. */
    NO_RULE,
    /** Rules answer, and the bins they name have no room left. */
    NO_ROOM
}
