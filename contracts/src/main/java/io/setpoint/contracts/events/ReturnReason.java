package io.setpoint.contracts.events;

/** Why a customer sends goods back. */
public enum ReturnReason {
    /** It arrived broken or spoilt. */
    DAMAGED,
    /** It does not do what it should. */
    DEFECTIVE,
    /** We sent another item than was ordered. */
    WRONG_ITEM,
    /** We sent more than was ordered. */
    WRONG_QUANTITY,
    /** It came after the day we promised. */
    TOO_LATE,
    /** The customer ordered by mistake or needs it no more. */
    NOT_WANTED,
    /** The maker or an authority called it back. */
    RECALL,
    /** None of these; a note says what. */
    OTHER
}
