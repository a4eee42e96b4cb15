package io.setpoint.erp.chains;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of documents.
 *
 * @param currency of all values
 * @param documents in the order in which they came about
 * @param links why they are in one chain, in the order of the later document
 * @param complete whether the chain ends here; a chain of more than {@link ChainQueries#MOST} documents is cut
 */
record ChainView(String currency, List<Document> documents, List<Link> links, boolean complete) {
    ChainView {
        documents = List.copyOf(documents);
        links = List.copyOf(links);
    }

    /**
     * A document with its key figures; absent is what its kind does not have.
     *
     * @param site where it happens; a transfer begins there
     * @param toSite where a transfer ends
     * @param partner the customer or supplier
     * @param value in company currency: at the price agreed for orders and returns, at cost where stock changes, at risk
     *     for an exception
     * @param quantity over all lines where they have one item or one meaning
     * @param what one line in words: a reason, a carrier, the title of an exception
     */
    record Document(
            DocumentType type,
            String id,
            String state,
            @Nullable SiteId site,
            @Nullable SiteId toSite,
            @Nullable String partner,
            @Nullable String partnerName,
            @Nullable Sku item,
            @Nullable BigDecimal value,
            @Nullable BigDecimal quantity,
            @Nullable Integer lines,
            @Nullable String what,
            List<Step> steps) {
        Document {
            steps = List.copyOf(steps);
        }
    }

    /** Something that was done to a document, when and by whom. */
    record Step(
            String step,
            Instant at,
            @Nullable PersonId by,
            @Nullable String byName) {}

    /** What a later document is to the earlier one it came from: {@code to} ships, receives, returns {@code from}. */
    record Link(DocumentType fromType, String from, DocumentType toType, String to, String why) {}
}
