package io.setpoint.erp.chains;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of documents a chain is made of. */
enum DocumentType {
    ORDER("order"),
    PRICE_OVERRIDE("price-override"),
    SHIPMENT("shipment"),
    RETURN("return"),
    /** Its id is that of its return with its number behind it, such as {@code RT-10000101-1}. */
    DISPOSITION("disposition"),
    INVOICE("invoice"),
    CREDIT_NOTE("credit-note"),
    PURCHASE_ORDER("purchase-order"),
    ACKNOWLEDGEMENT("acknowledgement"),
    ASN("asn"),
    RECEIPT("receipt"),
    TRANSFER("transfer"),
    WRITE_OFF("write-off"),
    COUNT("count"),
    ADJUSTMENT("adjustment"),
    HOLD("hold"),
    EXCEPTION("exception");

    private static final Map<String, DocumentType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DocumentType::code, Function.identity()));

    private final String code;

    DocumentType(String code) {
        this.code = code;
    }

    static Optional<DocumentType> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    @JsonValue
    String code() {
        return code;
    }
}
