package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpSession;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lots of the items that come in lots. */
final class Lots {
    private static final int MONTHS_TO_EXPIRY = 18;

    /** @param first whether no lot at the site expires earlier */
    record InBin(String lot, BigDecimal onHand, boolean first) {}

    private record Standing(String lot, String bin, BigDecimal onHand, LocalDate expiry) {}

    private Lots() {}

    /** A line of a receipt with its lot and expiry, if the item has them. */
    static Map<String, Object> arriving(World.Item item, Map<String, ?> line, String lot, LocalDate day) {
        Map<String, Object> body = new HashMap<>(line);
        if (item.byLot()) {
            body.put("lot", lot);
            body.put("expiry", day.plusMonths(MONTHS_TO_EXPIRY).toString());
        }
        return body;
    }

    /** What stands of a lot in a bin. */
    static BigDecimal standing(ErpSession session, World.Site site, String item, String lot, String bin) {
        return here(session, site, item).stream()
                .filter(standing -> standing.lot().equals(lot) && standing.bin().equals(bin))
                .map(Standing::onHand)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The lot that expires first of those of which this much stands in the item's bin. */
    static Optional<InBin> holding(ErpSession session, World.Site site, World.Item item, BigDecimal quantity) {
        List<Standing> here = here(session, site, item.sku());
        here.sort(Comparator.comparing(Standing::expiry));
        return here.stream()
                .filter(lot ->
                        lot.bin().equals(item.binAt(site)) && lot.onHand().compareTo(quantity) >= 0)
                .findFirst()
                .map(lot -> new InBin(
                        lot.lot(), lot.onHand(), lot.expiry().equals(here.get(0).expiry())));
    }

    private static List<Standing> here(ErpSession session, World.Site site, String item) {
        List<Standing> here = new ArrayList<>();
        for (JsonNode lot :
                session.get("/lots?item=" + item + "&state=OPEN&limit=200").path("items")) {
            for (JsonNode standing : lot.path("standing")) {
                if (standing.path("site").asText().equals(site.id())) {
                    here.add(new Standing(
                            lot.path("lot").asText(),
                            standing.path("bin").asText(),
                            new BigDecimal(standing.path("onHand").asText()),
                            LocalDate.parse(lot.path("expiry").asText())));
                }
            }
        }
        return here;
    }
}
