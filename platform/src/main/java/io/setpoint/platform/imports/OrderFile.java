package io.setpoint.platform.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file. */
final class OrderFile {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private OrderFile() {}

    /** A file that is not in the mapping's encoding, has no usable header or lacks a mapped column is refused whole. */
    static List<Row> read(Path file, Mapping mapping) throws BadInput {
        String text = decode(file, mapping.csv().encoding());
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(mapping.csv().delimiter())
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            Set<String> missing = new TreeSet<>(mapping.columns());
            parser.getHeaderNames().forEach(name -> missing.remove(tidy(name)));
            if (!missing.isEmpty()) {
                throw new BadInput(
                        file + " lacks the columns " + String.join(", ", missing) + ", which the mapping reads.");
            }
            List<Row> rows = new ArrayList<>();
            long line = parser.getCurrentLineNumber() + 1;
            for (CSVRecord record : parser) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0;
                        i < Math.min(record.size(), parser.getHeaderNames().size());
                        i++) {
                    cells.put(tidy(parser.getHeaderNames().get(i)), tidy(record.get(i)));
                }
                rows.add(new Row(line, cells));
                line = parser.getCurrentLineNumber() + 1;
            }
            return rows;
        } catch (IllegalArgumentException e) {
            throw new BadInput(file + " has no usable header line: " + e.getMessage(), e);
        } catch (UncheckedIOException | IOException e) {
            throw new BadInput(file + " is not CSV: " + e.getMessage(), e);
        }
    }

    private static String tidy(String cell) {
        return BLANKS.matcher(cell.strip()).replaceAll(" ");
    }

    private static String decode(Path file, String encoding) throws BadInput {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BadInput("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = Charset.forName(encoding)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            try {
                result.throwException();
            } catch (CharacterCodingException e) {
                throw new BadInput(
                        "Line " + line + " of " + file + " is not " + encoding
                                + ": set csv.encoding in the mapping to the file's encoding.",
                        e);
            }
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
