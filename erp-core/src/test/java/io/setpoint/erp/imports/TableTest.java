package io.setpoint.erp.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.Attempts;
import io.setpoint.erp.customers.Customers;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of customers, which have three columns. */
class TableTest {
    private static final ImportTarget CUSTOMERS = new Customers().customerImport();
    private static final String HEADER = row(1, text("customer"), text("name"), text("customerClass"));

    @TempDir
    private Path folder = Path.of("");

    private static String text(String value) {
        return " t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    }

    private static String number(String value) {
        return "><v>" + value + "</v></c>";
    }

    private static String formula(String formula, String value) {
        return "><f>" + formula + "</f><v>" + value + "</v></c>";
    }

    private static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            row.append("<c r=\"")
                    .append((char) ('A' + i))
                    .append(number)
                    .append('"')
                    .append(cells[i]);
        }
        return row + "</row>";
    }

    private Path workbook(String rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    </Types>""");
            part(zip, "xl/workbook.xml", """
                    <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                    <sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            part(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>""");
            part(zip, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return Files.write(folder.resolve("book.xlsx"), bytes.toByteArray());
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
    }

    private List<String> read(Path file, String mediaType) {
        List<String> rows = new ArrayList<>();
        Table.read(file, mediaType, CUSTOMERS, chunk -> {
            for (ImportRow row : chunk) {
                rows.add("%d: %s | %s | %s%s"
                        .formatted(
                                row.line(),
                                row.find("customer", cell -> cell),
                                row.find("name", cell -> cell),
                                row.find("customerClass", cell -> cell),
                                row.faulty() ? " " + row.faults().get(0).message() : ""));
            }
        });
        return rows;
    }

    private List<String> csv(String text) throws IOException {
        return read(Files.writeString(folder.resolve("file.csv"), text), Table.CSV);
    }

    private String unreadable(Path file, String mediaType) {
        return Attempts.refused(Problem.FILE_UNREADABLE, () -> read(file, mediaType))
                .detail();
    }

    @Test
    void aCsvFileIsReadWithQuotesEmptyLinesAndLineNumbers() throws IOException {
        assertThat(csv("\uFEFFname,customer,customerClass\n\"Nine, \"\"big\"\"\nand old\",C-9,A\n\n Ten ,C-10,\n"))
                .containsExactly("2: C-9 | Nine, \"big\"\nand old | A", "5: C-10 | Ten | null");
        assertThat(csv("customer,name,customerClass\nC-9,Nine,A,more\nC-1," + "x".repeat(2001) + ",A\n"))
                .containsExactly(
                        "2: C-9 | Nine | A has more cells than the header has columns",
                        "3: C-1 | null | A has more than 2000 characters");
    }

    @Test
    void aFileWithoutItsColumnsOrInAnotherEncodingIsRefused() throws IOException {
        for (String text :
                List.of("", "customer,name\n", "customer,name,customerClass,shoe\n", "customer,name,name\n")) {
            Files.writeString(folder.resolve("file.csv"), text);
            unreadable(folder.resolve("file.csv"), Table.CSV);
        }
        Files.write(folder.resolve("file.csv"), new byte[] {'c', (byte) 0xE4, '\n'});
        assertThat(unreadable(folder.resolve("file.csv"), Table.CSV)).isEqualTo("It is not UTF-8.");
    }

    @Test
    void aWorkbookIsReadAsWhatItShowsAndAFormulaAsItsValue() throws IOException {
        Path file = workbook(HEADER
                + row(2, text("C-9"), formula("1+1", "2"), number("1.1000000000000001"))
                + row(4, number("100000"), text("=HYPERLINK(1)"), text("A")));
        assertThat(read(file, Table.XLSX)).containsExactly("2: C-9 | 2 | 1.1", "4: 100000 | =HYPERLINK(1) | A");
    }

    @Test
    void aWorkbookThatUnfoldsTooFarOrHasCellsBeyondTheLastColumnIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 520; i++) {
                zip.write(blanks);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        assertThat(unreadable(bomb, Table.XLSX)).contains("unfolds");
        assertThat(unreadable(workbook(HEADER + "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>"), Table.XLSX))
                .contains("beyond the last column");
        assertThat(unreadable(Files.writeString(folder.resolve("no.xlsx"), "no zip at all"), Table.XLSX))
                .isNotBlank();
        assertThat(unreadable(workbook("<row"), Table.XLSX)).isNotBlank();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeAllOfItHasCome() {
        java.io.InputStream endless = new java.io.InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        Attempts.refused(Problem.TOO_LARGE, () -> Upload.of(endless));
    }
}
