package io.setpoint.erp.kernel;

import io.setpoint.contracts.controls.Permission;

/**
 * One business verb.
 *
 * @param <C> its command, a record
 * @param <R> its result, a view record
 */
public interface UseCase<C, R> {
    Control control();

    /** What the actor needs somewhere in the company; {@link Work#requireAt} narrows it to the document's site. */
    Permission permission();

    /** Segregation of duties: asked in the same transaction, before {@link #run}. */
    default Separation separation(C command, Work work) {
        return Separation.none();
    }

    /** What the audit keeps of the command; large or secret parts are left out here. */
    default Object detail(C command) {
        return command;
    }

    /** Reads, decides, writes and publishes; a {@link Refused} leaves nothing behind. */
    R run(C command, Work work);
}
