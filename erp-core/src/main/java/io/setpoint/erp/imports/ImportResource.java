package io.setpoint.erp.imports;

import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports of master data. */
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
    private final List<ImportTarget> targets;
    private final RecordImport recordImport;
    private final CommitImport commitImport;
    private final UndoImport undoImport;

    ImportResource(
            List<ImportTarget> targets, RecordImport recordImport, CommitImport commitImport, UndoImport undoImport) {
        this.targets = List.copyOf(targets);
        this.recordImport = recordImport;
        this.commitImport = commitImport;
        this.undoImport = undoImport;
    }

    /** The kinds of files there are. */
    record Kind(String kind, List<String> needed, List<String> possible) {}

    /** Which file is meant, by the SHA-256 its check answered. */
    record Commit(String sha256) {}

    /** Why an import is taken back. */
    record Undo(String why) {}

    @GET
    @Path("kinds")
    public Page<Kind> kinds(@Context Caller caller) {
        caller.actor();
        return new Page<>(
                targets.stream()
                        .map(target -> new Kind(target.kind(), target.needed(), target.possible()))
                        .toList(),
                null);
    }

    /** Checks a file, CSV in UTF-8 with commas or an Excel workbook, row by row, and writes nothing of it. */
    @POST
    @Path("{kind}")
    @Creates
    @Consumes(MediaType.WILDCARD)
    public Receipt<ImportView> check(
            @Context Caller caller,
            @PathParam("kind") String kind,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        ImportTarget target = ImportBook.target(targets, kind);
        ImportBook.requireCompanyWide(caller.actor(), target.permission());
        String mediaType = mediaType(contentType);
        try (Upload upload = Upload.of(body)) {
            ImportCheck check = caller.read(
                    (handle, actor) -> ImportCheck.of(handle, actor.company(), target, upload.file(), mediaType));
            return caller.run(
                    recordImport, new RecordImport.Command(kind, mediaType, upload.sha256(), upload.file(), check));
        }
    }

    @POST
    @Path("{import}/commit")
    @Consumes(MediaType.APPLICATION_JSON)
    public Receipt<ImportView> commit(@Context Caller caller, @PathParam("import") String id, @Nullable Commit body) {
        return caller.run(commitImport, body == null ? null : new CommitImport.Command(id, body.sha256()));
    }

    @POST
    @Path("{import}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    public Receipt<ImportView> undo(@Context Caller caller, @PathParam("import") String id, @Nullable Undo body) {
        return caller.run(undoImport, body == null ? null : new UndoImport.Command(id, body.why()));
    }

    @GET
    public Page<ImportView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> Page.of(
                handle.attach(ImportBook.Sql.class).list(cursor, size + 1).stream()
                        .map(id -> ImportBook.get(handle, id))
                        .toList(),
                size,
                ImportView::importId));
    }

    @GET
    @Path("{import}")
    public ImportView get(@Context Caller caller, @PathParam("import") String id) {
        return caller.read((handle, actor) -> ImportBook.get(handle, id));
    }

    /** The errors of a file, the first thousand of them. */
    @GET
    @Path("{import}/errors")
    public Page<ImportRow.Fault> errors(
            @Context Caller caller,
            @PathParam("import") String id,
            @QueryParam("after") @Nullable Integer after,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        int from = after == null ? 0 : after;
        return caller.read((handle, actor) -> {
            List<ImportRow.Fault> rows = handle.attach(ImportBook.Sql.class).errors(id, from, size + 1);
            return Page.of(rows, size, row -> String.valueOf(from + size));
        });
    }

    private static String mediaType(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!type.equals(Table.CSV) && !type.equals(Table.XLSX)) {
            throw new Refused(Problem.UNSUPPORTED_MEDIA_TYPE, "A file is " + Table.CSV + " or " + Table.XLSX + ".");
        }
        return type;
    }
}
