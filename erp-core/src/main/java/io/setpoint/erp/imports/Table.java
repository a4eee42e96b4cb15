package io.setpoint.erp.imports;

import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.MathContext;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a file, CSV or the first sheet of an Excel workbook, read one after the other. */
final class Table {
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Rows handed on at once; the use cases behind take no more. */
    static final int CHUNK = 500;

    private static final int MOST_LINES = 200_000;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_CELL = 2_000;
    /** What a workbook may unfold to: its file is limited too, but a few kilobytes can unfold to gigabytes. */
    private static final long MOST_UNFOLDED = 512L << 20;

    /** A workbook keeps 1.1 as 1.1000000000000001; it shows fifteen digits. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final int MOST_ENTRIES = 1_000;
    private static final int LONGEST_COLUMN_NAME = 3;

    private Table() {}

    /** Reads a file and hands its rows on, some hundred at a time; the header says which column is which. */
    static void read(Path file, String mediaType, ImportTarget target, Consumer<List<ImportRow>> rows) {
        Sink sink = new Sink(target, rows);
        try {
            if (mediaType.equals(CSV)) {
                readCsv(file, sink);
            } else {
                requireUnfoldable(file);
                readWorkbook(file, sink);
            }
        } catch (MalformedInputException e) {
            throw unreadable("It is not UTF-8.");
        } catch (IOException | UncheckedIOException | ExcelReaderException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
        sink.end();
    }

    private static void readCsv(Path file, Sink sink) throws IOException {
        CSVFormat format =
                CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
        try (Reader reader = withoutMark(new BufferedReader(new java.io.InputStreamReader(
                        Files.newInputStream(file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT))));
                CSVParser parser =
                        CSVParser.builder().setReader(reader).setFormat(format).get()) {
            long line = 1;
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                CSVRecord record = records.next();
                sink.row((int) Math.min(line, Integer.MAX_VALUE), record.toList());
                line = parser.getCurrentLineNumber() + 1;
            }
        }
    }

    private static Reader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static void readWorkbook(Path file, Sink sink) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(row -> {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS + 1); i++) {
                    cells.add(text(row.getOptionalCell(i).orElse(null)));
                }
                sink.row(row.getRowNum(), cells);
            });
        } catch (IndexOutOfBoundsException | IllegalStateException | NumberFormatException e) {
            throw new IOException("It is no workbook Setpoint can read: " + e.getMessage(), e);
        }
    }

    /** What a cell shows; of a formula the value the workbook was saved with. It is never computed. */
    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.ERROR) {
            return "#ERROR";
        }
        return cell.getType() == CellType.NUMBER
                ? cell.asNumber().round(SHOWN).stripTrailingZeros().toPlainString()
                : String.valueOf(cell.getRawValue());
    }

    /** Unfolds a workbook once, counting only, so that neither its size nor a column far out can exhaust the memory. */
    private static void requireUnfoldable(Path file) throws IOException {
        long unfolded = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw unreadable("It has more than " + MOST_ENTRIES + " parts.");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                try (InputStream part = zip.getInputStream(entries.nextElement())) {
                    ColumnNames names = new ColumnNames();
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        unfolded += read;
                        if (unfolded > MOST_UNFOLDED) {
                            throw unreadable("It unfolds to more than " + (MOST_UNFOLDED >> 20) + " MiB.");
                        }
                        names.look(buffer, read);
                    }
                }
            }
        }
    }

    /** Looks for cell references such as {@code r="ABCD1"}, beyond the last column a sheet can have. */
    private static final class ColumnNames {
        private static final byte[] BEGIN = {'r', '=', '"'};
        private int matched;
        private int letters;

        void look(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                byte b = bytes[i];
                if (matched == BEGIN.length && b >= 'A' && b <= 'Z') {
                    letters++;
                    if (letters > LONGEST_COLUMN_NAME) {
                        throw unreadable("It has a cell beyond the last column.");
                    }
                } else {
                    matched = matched < BEGIN.length && b == BEGIN[matched] ? matched + 1 : b == BEGIN[0] ? 1 : 0;
                    letters = 0;
                }
            }
        }
    }

    static Refused unreadable(String why) {
        return new Refused(Problem.FILE_UNREADABLE, why);
    }

    /** Makes rows of cells, by the header. */
    private static final class Sink {
        private final ImportTarget target;
        private final Consumer<List<ImportRow>> rows;
        private final List<ImportRow> chunk = new ArrayList<>();
        private List<String> header = List.of();
        private int lines;

        Sink(ImportTarget target, Consumer<List<ImportRow>> rows) {
            this.target = target;
            this.rows = rows;
        }

        void row(int line, List<String> cells) {
            if (cells.stream().allMatch(String::isBlank)) {
                return;
            }
            if (header.isEmpty()) {
                header = readHeader(cells);
                return;
            }
            lines++;
            if (lines > MOST_LINES) {
                throw unreadable("It has more than " + MOST_LINES + " rows.");
            }
            Map<String, String> named = new HashMap<>();
            List<String> tooLong = new ArrayList<>();
            for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
                String cell = cells.get(i).strip();
                if (cell.length() > LONGEST_CELL) {
                    tooLong.add(header.get(i));
                } else if (!cell.isEmpty()) {
                    named.put(header.get(i), cell);
                }
            }
            ImportRow row = new ImportRow(line, named);
            tooLong.forEach(column -> row.refuse(column, "has more than " + LONGEST_CELL + " characters"));
            if (cells.size() > header.size()
                    && cells.subList(header.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
                row.refuse(null, "has more cells than the header has columns");
            }
            chunk.add(row);
            if (chunk.size() == CHUNK) {
                end();
            }
        }

        void end() {
            if (header.isEmpty()) {
                throw unreadable("It has no header line.");
            }
            if (!chunk.isEmpty()) {
                rows.accept(List.copyOf(chunk));
                chunk.clear();
            }
        }

        private List<String> readHeader(List<String> cells) {
            List<String> names =
                    new ArrayList<>(cells.stream().map(String::strip).toList());
            while (names.get(names.size() - 1).isEmpty()) {
                names.remove(names.size() - 1);
            }
            Set<String> missing = new TreeSet<>(target.needed());
            missing.removeAll(names);
            Set<String> known = new HashSet<>(target.needed());
            known.addAll(target.possible());
            if (!missing.isEmpty() || !known.containsAll(names) || new HashSet<>(names).size() < names.size()) {
                throw unreadable("The first line names the columns: each of %s, and any of %s, once."
                        .formatted(target.needed(), target.possible()));
            }
            return List.copyOf(names);
        }
    }
}
