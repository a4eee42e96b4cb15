package io.setpoint.erp.catalog;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.CreateItems.Created;
import io.setpoint.erp.catalog.CreateItems.Item;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items of the company. */
@Path("items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ItemResource {
    private final CreateItems createItems;
    private final AddBarcode addBarcode;
    private final WithdrawBarcode withdrawBarcode;

    ItemResource(CreateItems createItems, AddBarcode addBarcode, WithdrawBarcode withdrawBarcode) {
        this.createItems = createItems;
        this.addBarcode = addBarcode;
        this.withdrawBarcode = withdrawBarcode;
    }

    /** The body of a withdrawal. */
    record Withdrawal(Barcode barcode) {}

    @POST
    @Creates
    public Receipt<Created> create(@Context Caller caller, CreateItems.@Nullable Command command) {
        return caller.run(createItems, command);
    }

    @POST
    @Path("{item}/barcodes")
    @Creates
    public Receipt<ItemBarcode> addBarcode(
            @Context Caller caller, @PathParam("item") Sku item, @Nullable ItemBarcode body) {
        return caller.run(addBarcode, body == null ? null : new AddBarcode.Command(item, body));
    }

    @POST
    @Path("{item}/barcodes/withdraw")
    public Receipt<ItemBarcode> withdrawBarcode(
            @Context Caller caller, @PathParam("item") Sku item, @Nullable Withdrawal body) {
        return caller.run(withdrawBarcode, body == null ? null : new WithdrawBarcode.Command(item, body.barcode()));
    }

    /** Items by code; {@code query} looks into codes, names and categories. */
    @GET
    public Page<Item> list(
            @Context Caller caller,
            @QueryParam("query") @Nullable String query,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> {
            Page<ItemRow> page = Page.of(
                    handle.createQuery("""
                                select item_id as item, name, category, abc, unit, price, cost, tracking, expires
                                from item
                                where company_id = :company and item_id > coalesce(cast(:cursor as text), '')
                                  and (cast(:query as text) is null
                                    or position(lower(cast(:query as text)) in lower(item_id || ' ' || name || ' ' || category)) > 0)
                                order by item_id limit :rows
                                """)
                            .bind("company", actor.company())
                            .bind("cursor", cursor)
                            .bind("query", query)
                            .bind("rows", size + 1)
                            .mapTo(ItemRow.class)
                            .list(),
                    size,
                    item -> item.item().value());
            Map<Sku, List<ItemBarcodes.Row>> codes =
                    ItemBarcodes.of(
                                    handle,
                                    page.items().stream().map(ItemRow::item).toList())
                            .stream()
                            .collect(groupingBy(ItemBarcodes.Row::item));
            return new Page<>(
                    page.items().stream()
                            .map(row -> row.with(codes.getOrDefault(row.item(), List.of())))
                            .toList(),
                    page.next());
        });
    }
}
