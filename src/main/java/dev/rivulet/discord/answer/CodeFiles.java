package dev.rivulet.discord.answer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;

/** The long code blocks of an answer, as files to download: Discord shows them in pieces, and copying joins none. */
final class CodeFiles {
    /** What a message takes: https://discord.com/developers/docs/resources/message#create-message. */
    private static final int MOST = 10;

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("python", "py"),
            Map.entry("javascript", "js"),
            Map.entry("typescript", "ts"),
            Map.entry("bash", "sh"),
            Map.entry("shell", "sh"),
            Map.entry("yaml", "yml"),
            Map.entry("markdown", "md"),
            Map.entry("kotlin", "kt"),
            Map.entry("rust", "rs"),
            Map.entry("ruby", "rb"),
            Map.entry("csharp", "cs"),
            Map.entry("c++", "cpp"));

    private static final Parser PARSER = Parser.builder().build();

    private CodeFiles() {}

    /**
     * The text of each by its name, in order.
     *
     * @param from the fewest UTF-16 units of a block that is worth a file
     */
    static SequencedMap<String, String> of(String answer, int from) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        PARSER.parse(answer).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getLiteral().length() >= from && files.size() < MOST) {
                    files.put("code-" + (files.size() + 1) + "." + ending(block.getInfo()), block.getLiteral());
                }
            }
        });
        return files;
    }

    private static String ending(String info) {
        String language = info.strip().toLowerCase(Locale.ROOT).split("\\s", 2)[0];
        String ending = ENDINGS.getOrDefault(language, language);
        return ending.matches("[a-z0-9]{1,8}") ? ending : "txt";
    }
}
