package io.setpoint.erp.kernel;

/** Every reason for which a request is refused: stable code, HTTP status, title and what it means. */
public enum Problem {
    MALFORMED(
            400,
            "malformed",
            "The request cannot be read",
            "Not JSON, an unknown field, a missing field or a wrong type."),
    UNAUTHENTICATED(401, "unauthenticated", "Log in first", "No session token, or one that is unknown or expired."),
    LOGIN_FAILED(401, "login-failed", "Name or password is wrong", "Which of the two is not said."),
    FORBIDDEN(403, "forbidden", "You lack the right", "The permission this needs is not among your roles here."),
    WRONG_COMPANY(403, "wrong-company", "Not your company", "You hold no role in the company named."),
    SELF_APPROVAL(
            403,
            "self-approval",
            "Another person has to do this",
            "Whoever proposed, counted or trained it cannot approve it."),
    MACHINE_PRINCIPAL(
            403,
            "machine-principal",
            "A machine principal posts nothing",
            "The role holds a posting permission and can be given to people only."),
    NOT_FOUND(
            404,
            "not-found",
            "There is no such thing here",
            "The id is unknown in this company, or you may not see its site."),
    METHOD_NOT_ALLOWED(
            405, "method-not-allowed", "This address does not do that", "The address exists, the method does not."),
    NOT_ACCEPTABLE(
            406, "not-acceptable", "This is answered as JSON only", "The Accept header asks for another format."),
    IDEMPOTENCY_CONFLICT(
            409,
            "idempotency-conflict",
            "This key was used for another request",
            "An Idempotency-Key belongs to one body and one person."),
    ALREADY_EXISTS(
            409,
            "already-exists",
            "It exists already, and differs",
            "The id is taken by something with other content."),
    BARCODE_TAKEN(
            409,
            "barcode-taken",
            "This barcode names an item already",
            "A barcode is unique in a company. The detail names the item that has it; withdraw it there first."),
    LIKELY_DUPLICATE(
            422,
            "likely-duplicate",
            "It looks like one that exists",
            "The errors say which, and why. If it is another one all the same, say what makes it so."),
    STALE_VERSION(
            412,
            "stale-version",
            "It was changed meanwhile",
            "If-Match names a version that is not the current one. Read again, then decide."),
    TOO_LARGE(413, "too-large", "The request is too large", "Split it."),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Send JSON", "The Content-Type is not application/json."),
    INVALID(
            422,
            "invalid",
            "A value is not allowed",
            "It can be read, and it breaks a rule for single values. See errors."),
    UNKNOWN_REFERENCE(
            422,
            "unknown-reference",
            "It refers to something unknown",
            "A customer, item, site or bin that this company does not have."),
    UNKNOWN_UNIT(
            422,
            "unknown-unit",
            "The item is not measured in this unit",
            "At the business time of the document no approved unit of the item had this code. The answer names those that"
                    + " held."),
    UNIT_NOT_EXACT(
            422,
            "unit-not-exact",
            "It does not come out even",
            "In the item's base unit the quantity would have more than three decimals, and nothing is rounded."),
    WRONG_STATE(
            422,
            "wrong-state",
            "Its state does not allow this",
            "The document is not in a state from which this step is possible."),
    TASK_TAKEN(
            422,
            "task-taken",
            "Somebody else does it",
            "One person at most does a task; it has to be given back first."),
    IN_ANOTHER_WAVE(
            422,
            "in-another-wave",
            "It is in another wave",
            "An order is in one open wave at most; the detail names it."),
    NOTHING_TO_DO(422, "nothing-to-do", "There is nothing to do", "No open quantity is left for this step."),
    MORE_THAN_OPEN(422, "more-than-open", "More than is open", "The quantity exceeds what the document has left."),
    NOT_COMPLETE(
            422,
            "not-complete",
            "Not all of it is available",
            "The order ships as a whole only, and not all of it can be reserved now, or some of it was not picked."),
    OVER_TOLERANCE(
            422,
            "over-tolerance",
            "More than the tolerance allows",
            "The quantity exceeds what was ordered by more than the tolerance agreed with the supplier."),
    MORE_THAN_ON_HAND(422, "more-than-on-hand", "More than is on hand", "Book stock of the bin does not suffice."),
    ON_HOLD(
            422,
            "on-hold",
            "It is on hold",
            "What the bin has besides stock on hold does not suffice. A release comes first."),
    UNKNOWN_CODE(
            422,
            "unknown-code",
            "This code is not known here",
            "No item, bin, lot or document of this site has it. Its barcode may have to be added to the item."),
    AMBIGUOUS_CODE(
            422,
            "ambiguous-code",
            "This code means several things",
            "It is, for example, an item and a bin. Scan another label: a bin's label begins with BIN:."),
    WRONG_ITEM(
            422,
            "wrong-item",
            "This is another item",
            "The document under way expects other goods; the detail names them."),
    WRONG_BIN(
            422,
            "wrong-bin",
            "This is the wrong bin",
            "The goods are not to be taken, counted or put there; the detail names the right one."),
    BIN_FULL(
            422,
            "bin-full",
            "The bin has no room for it",
            "Its capacity without what stands in it and what is directed there does not suffice. The detail names the room."),
    WRONG_LOT(
            422,
            "wrong-lot",
            "This is another lot",
            "The lot is not here or not on the document; the detail names those that are."),
    MALFORMED_CODE(
            422,
            "malformed-code",
            "This code cannot be read",
            "It says to be a GS1 code and breaks its rules: an unknown identifier, a value of the wrong length, no date."),
    BAD_CHECK_DIGIT(
            422, "bad-check-digit", "The check digit is wrong", "A digit was misread or mistyped. Scan it again."),
    LOT_MISSING(
            422,
            "lot-missing",
            "Say which lot",
            "The item is tracked by lot or serial, so each quantity names its own. A pick is told which lot to take."),
    NOT_BY_LOT(
            422,
            "not-by-lot",
            "This document cannot name lots",
            "The item is tracked by lot or serial and this kind of document does not carry lots; or the item is not"
                    + " tracked and a lot was named."),
    EXPIRY_MISMATCH(
            422,
            "expiry-mismatch",
            "The expiry date does not fit",
            "The item needs an expiry date and none was named, it has none and one was, or the lot is known with another."),
    SERIALS_MISMATCH(
            422,
            "serials-mismatch",
            "The serial numbers do not make up the quantity",
            "An item tracked by serial names one serial number for each piece, each once."),
    DUPLICATE_SERIAL(
            422,
            "duplicate-serial",
            "This serial number is here already",
            "A serial number stands for one piece, and that piece is in stock, in transit or scanned already."),
    SERIAL_SHIPPED(
            422,
            "serial-shipped",
            "This serial number has left",
            "The piece was shipped to a customer; it comes back as a return."),
    LOT_BLOCKED(
            422,
            "lot-blocked",
            "This lot is blocked",
            "It is not picked, promised, shipped or transferred at any site until another person unblocks it."),
    LOT_EXPIRED(422, "lot-expired", "This lot has expired", "Its expiry date has passed at this site."),
    NOT_FIRST_EXPIRED(
            422,
            "not-first-expired",
            "Another lot expires first",
            "The lot that expires first is taken first; whoever takes another says why."),
    SHORT_WITHOUT_REASON(
            422,
            "short-without-reason",
            "A short pick needs a reason",
            "Less than required was picked and no reason was given, or a reason was given for a full pick."),
    IN_THE_FUTURE(
            422, "in-the-future", "It has not happened yet", "The business time lies more than five minutes ahead."),
    OUT_OF_SEQUENCE(
            422,
            "out-of-sequence",
            "It cannot have happened before that",
            "The business time lies before a step it follows."),
    AFTER_GO_LIVE(
            422,
            "after-go-live",
            "History is closed",
            "The business time is not before the company's go-live, or history was closed."),
    UNKNOWN_ROLE(422, "unknown-role", "There is no such role", "The roles are fixed by the control catalogue."),
    ALREADY_DECIDED(422, "already-decided", "It was decided already", "A decision is taken once."),
    REMEDY_BLOCKED(422, "remedy-blocked", "This remedy cannot be posted now", "The detail says what blocks it."),
    TAKES_EFFECT_TOO_SOON(
            422,
            "takes-effect-too-soon",
            "It would take effect too soon",
            "Nothing is approved for the past, and prices at least ten minutes before they hold, so that the price of"
                    + " every order can be found again."),
    PRICE_OVERRIDE_NEEDED(
            422,
            "price-override-needed",
            "This price needs an approved override",
            "A line may cost something else than its list says only by an approved price override that fits it and was"
                    + " not used yet."),
    REASON_MISSING(422, "reason-missing", "Say why", "This decision needs a reason in words."),
    RECOUNT_BY_ANOTHER(
            422,
            "recount-by-another-person",
            "Another person has to recount",
            "The second round of a count line is not taken from who counted the first."),
    NOT_COUNTED(
            422,
            "not-counted",
            "Not every line is counted",
            "A count is completed when each line has its confirmed round."),
    FILE_UNREADABLE(
            422,
            "file-unreadable",
            "The file cannot be read",
            "It is not the CSV or workbook it says it is, lacks its columns, or is beyond a limit. See the detail."),
    IMPORT_FAULTY(
            422,
            "import-faulty",
            "The file has errors",
            "Nothing is written as long as one row is wrong, also if it went wrong since the file was checked."),
    IN_USE(
            422,
            "in-use",
            "It is in use",
            "Something was built on what is to be taken back. See the errors; nothing is taken back."),
    HASH_MISMATCH(
            422,
            "hash-mismatch",
            "The content does not match its hash",
            "The SHA-256 of the content differs from the one given."),
    IDEMPOTENCY_KEY_MISSING(
            428,
            "idempotency-key-missing",
            "Send an Idempotency-Key",
            "Each POST needs one, so that a repeat is harmless."),
    VERSION_MISSING(428, "version-missing", "Send If-Match", "This change needs the version it was decided on."),
    COMPANY_MISSING(428, "company-missing", "Say in which company", "You work in several; send Setpoint-Company."),
    TOO_MANY_ATTEMPTS(
            429,
            "too-many-attempts",
            "Too many attempts",
            "Log-in is locked for a while after failed attempts. See Retry-After."),
    INTERNAL(
            500,
            "internal",
            "Something broke on our side",
            "Nothing was written. The log has the cause under the id given."),
    UNAVAILABLE(
            503,
            "unavailable",
            "Not available now",
            "The database does not answer. Try again; the Idempotency-Key makes that safe.");

    private final int status;
    private final String code;
    private final String title;
    private final String meaning;

    Problem(int status, String code, String title, String meaning) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    /** The last segment of the problem's {@code type}. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }
}
