package io.setpoint.contracts.events;

/**
 * Names of the Kafka headers that carry an event in CloudEvents binary mode. The value of the record is the JSON of the
 * event's data, its key the subject. All header values are UTF-8 text; numbers are decimal.
 */
public final class EventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    /** Business time of the event, RFC 3339 with microseconds. */
    public static final String TIME = "ce_time";

    public static final String COMPANY = "ce_company";
    /** Empty where an event belongs to no site. */
    public static final String SITE = "ce_site";

    public static final String ACTOR = "ce_actor";
    /** Commit stamp in microseconds since the epoch: strictly increasing with each commit. */
    public static final String COMMIT_STAMP = "ce_commitstamp";
    /** Index of the event within its commit, from 0. */
    public static final String COMMIT_SEQ = "ce_commitseq";
    /** Log sequence number just behind the commit record, as an unsigned decimal. */
    public static final String COMMIT_LSN = "ce_commitlsn";

    /** The {@link #SOURCE} of every event. */
    public static final String ERP_CORE = "/setpoint/erp-core";

    private EventHeaders() {}
}
