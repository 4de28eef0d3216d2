package io.fluxrecord.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a package, in which generated files may stand beside others. Not for several threads at once.
 *
 * @since 0.1
 */
public final class SourceFolder {

    /** The mark is at the top; a file may be large. */
    private static final int LINES_WITH_MARK = 5;

    private final Path folder;
    private final Charset encoding;

    /**
     * Stand for the folder of a package below that of sources; it need not exist.
     *
     * @param encoding in which the compiler reads files; what it does not have is escaped
     */
    public SourceFolder(Path sources, String packageName, Charset encoding) {
        folder = sources.resolve(packageName.replace('.', '/'));
        this.encoding = encoding;
    }

    /** Return the files that are there and would be written, but were not generated, sorted. */
    public List<Path> foreign(List<SourceFile> files) throws IOException {
        List<Path> foreign = new ArrayList<>();
        for (SourceFile file : files) {
            Path path = folder.resolve(file.fileName());
            if (Files.exists(path) && !isGenerated(path)) {
                foreign.add(path);
            }
        }
        return foreign.stream().sorted().toList();
    }

    /** Return the files that were generated earlier and are not among these, sorted: their tables are gone. */
    public List<Path> left(List<SourceFile> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(file.fileName()));
        List<Path> left = new ArrayList<>();
        try (Stream<Path> there = Files.list(folder)) {
            for (Path path : there.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(".java") && !names.contains(name) && isGenerated(path)) {
                    left.add(path);
                }
            }
        }
        return left;
    }

    private boolean isGenerated(Path path) throws IOException {
        String text = new String(Files.readAllBytes(path), encoding);
        return text.lines().limit(LINES_WITH_MARK).anyMatch(SourceFile.MARK::equals);
    }

    /** Write the files whose text is another one than that on disk, and return how many those are. */
    public int write(List<SourceFile> files) throws IOException {
        Files.createDirectories(folder);
        int written = 0;
        for (SourceFile file : files) {
            Path path = folder.resolve(file.fileName());
            byte[] bytes = encoded(file.text());
            if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), bytes)) {
                Files.write(path, bytes);
                written++;
            }
        }
        return written;
    }

    private byte[] encoded(String text) {
        CharsetEncoder encoder = encoding.newEncoder();
        if (!encoder.canEncode(text)) {
            text = text.chars()
                    .mapToObj(character -> encoder.canEncode((char) character)
                            ? String.valueOf((char) character)
                            : Literal.escape((char) character))
                    .collect(Collectors.joining());
        }
        try {
            ByteBuffer bytes = encoding.newEncoder().encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(encoding + " has no letters that Java is written in", e);
        }
    }
}
