package io.setpoint.platform.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the columns of a file become orders, read from a YAML file. */
record Mapping(Csv csv, Company company, Site site, List<Grant> access, Order order, Line line) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * How the file is written.
     *
     * @param delimiter one character
     */
    record Csv(String encoding, String delimiter) {}

    /** Created if it is not there. */
    record Company(String id, String name, String currency, String zone) {}

    /** Created with one bin if it is not there. Dates without a zone are meant in its zone. */
    record Site(
            String id,
            String name,
            String zone,
            String bin,
            BigDecimal adjustmentLimit,
            BigDecimal adjustmentDailyLimit) {
        ZoneId zoneId() {
            return ZoneId.of(zone);
        }
    }

    /**
     * Who gets which role in a company that is created.
     *
     * @param machine whether it is a machine principal; no if it is not said
     */
    record Grant(String person, String role, @Nullable Boolean machine) {}

    /** Rows whose column has one of these values. */
    record Condition(String column, List<String> values) {
        Condition {
            values = List.copyOf(values);
        }

        boolean holds(Row row) {
            return values.contains(row.cell(column));
        }
    }

    /**
     * Fields that all rows of an order share.
     *
     * @param shippedAt null: nothing of the file has shipped
     * @param notShippedWhen orders that have not left, whatever their date says
     * @param cancelledWhen orders the customer cancelled before release
     * @param scheduledDays days from the order to the promise
     */
    record Order(
            Field id,
            Field customer,
            Field customerName,
            Field customerClass,
            Field channel,
            Field shippingMode,
            Field carrier,
            Field placedAt,
            Field scheduledDays,
            @Nullable Field shippedAt,
            @Nullable Condition notShippedWhen,
            @Nullable Condition cancelledWhen) {}

    /** Fields of one order line and of its item. */
    record Line(
            Field id,
            Field item,
            Field itemName,
            Field category,
            Field abc,
            Field quantity,
            Field unitPrice,
            Field itemPrice,
            Field itemCost) {}

    static Mapping read(Path file) throws BadInput {
        try {
            Mapping mapping = YAML.readValue(Files.readAllBytes(file), Mapping.class);
            mapping.requireComplete(file);
            return mapping;
        } catch (JsonProcessingException e) {
            throw new BadInput("The mapping " + file + " cannot be read: " + e.getOriginalMessage() + where(e), e);
        } catch (IOException e) {
            throw new BadInput("The mapping " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All columns the mapping reads. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        Stream.of(
                        order.id(),
                        order.customer(),
                        order.customerName(),
                        order.customerClass(),
                        order.channel(),
                        order.shippingMode(),
                        order.carrier(),
                        order.placedAt(),
                        order.scheduledDays(),
                        order.shippedAt(),
                        line.id(),
                        line.item(),
                        line.itemName(),
                        line.category(),
                        line.abc(),
                        line.quantity(),
                        line.unitPrice(),
                        line.itemPrice(),
                        line.itemCost())
                .flatMap(Stream::ofNullable)
                .flatMap(Field::columns)
                .forEach(columns::add);
        Stream.of(order.notShippedWhen(), order.cancelledWhen())
                .flatMap(Stream::ofNullable)
                .map(Condition::column)
                .forEach(columns::add);
        return columns;
    }

    /** Jackson leaves what is missing null whatever the type says; this is where that is found. */
    private void requireComplete(Path file) throws BadInput {
        if (Stream.<@Nullable Object>of(csv, company, site, access, order, line).anyMatch(part -> part == null)) {
            throw new BadInput("The mapping " + file + " needs csv, company, site, access, order and line.");
        }
        boolean fieldMissing = Stream.<@Nullable Object>of(
                        csv.encoding(),
                        csv.delimiter(),
                        company.id(),
                        company.name(),
                        company.currency(),
                        company.zone(),
                        site.id(),
                        site.name(),
                        site.zone(),
                        site.bin(),
                        site.adjustmentLimit(),
                        site.adjustmentDailyLimit(),
                        order.id(),
                        order.customer(),
                        order.customerName(),
                        order.customerClass(),
                        order.channel(),
                        order.shippingMode(),
                        order.carrier(),
                        order.placedAt(),
                        order.scheduledDays(),
                        line.id(),
                        line.item(),
                        line.itemName(),
                        line.category(),
                        line.abc(),
                        line.quantity(),
                        line.unitPrice(),
                        line.itemPrice(),
                        line.itemCost())
                .anyMatch(field -> field == null);
        if (fieldMissing) {
            throw new BadInput("The mapping " + file
                    + " leaves a field of csv, company, site, order or line out that an order cannot do without.");
        }
        if (csv.delimiter().length() != 1) {
            throw new BadInput("The mapping " + file + " needs a delimiter of one character.");
        }
        if (!isEncoding(csv.encoding())) {
            throw new BadInput("The mapping " + file + " names an unknown encoding: " + csv.encoding());
        }
        if (!ZoneId.getAvailableZoneIds().contains(site.zone())) {
            throw new BadInput("The mapping " + file + " names an unknown zone: " + site.zone());
        }
    }

    private static boolean isEncoding(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }
}
