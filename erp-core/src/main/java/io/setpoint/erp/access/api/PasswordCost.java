package io.setpoint.erp.access.api;

/**
 * What it costs to try a password.
 *
 * @param memoryKib memory of one try, in KiB
 * @param passes times that memory is gone through
 */
public record PasswordCost(int memoryKib, int passes) {
    /** The least that the OWASP password storage cheat sheet advises for Argon2id. */
    public static final PasswordCost OWASP = new PasswordCost(19_456, 2);
}
