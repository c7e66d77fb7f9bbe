package dev.rivulet.render;

import java.util.List;
import java.util.random.RandomGenerator;

/** Markdown as models write it, and as they had better not. */
final class RandomMarkdown {
    private static final List<String> WORDS = List.of(
            "the",
            "stream",
            "of",
            "events",
            "Rivulet",
            "verticle",
            "back-pressure",
            "a",
            "is",
            "größer",
            "日本語のテキスト",
            "👩‍👩‍👧‍👦",
            "🇩🇪",
            "e\u0301",
            "👍🏽",
            "~~old~~",
            "**bold words here**",
            "*it*",
            "`code span`",
            "``a ` b``",
            "[link](https://example.org/a?b=c)",
            "discord.gg/abc",
            "**[a](b)**",
            "https://example.org/a/very/long/address?with=many&parameters=1",
            "<@1234567890>",
            "<:smile:123456789>",
            "||spoiler||",
            "\\*",
            "|",
            "-#",
            "&amp;",
            "x\u00a0y",
            "\u200b",
            "5.",
            "#",
            "## \u200bHeading",
            ">");
    private static final List<String> LANGUAGES =
            List.of("", "java", "python", "c++", "table", "table_", "js title=\"x\"", " ");

    private final RandomGenerator random;
    private final StringBuilder text = new StringBuilder();

    private RandomMarkdown(RandomGenerator random) {
        this.random = random;
    }

    static String of(RandomGenerator random) {
        RandomMarkdown markdown = new RandomMarkdown(random);
        int blocks = random.nextInt(1, 40);
        for (int i = 0; i < blocks; i++) {
            markdown.block();
        }
        return random.nextInt(4) == 0 ? markdown.text.toString().replace("\n", "\r\n") : markdown.text.toString();
    }

    private void block() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> text.append(line(random.nextInt(1, 80)));
            case 3 -> text.append("#".repeat(random.nextInt(1, 5))).append(' ').append(line(4));
            case 4, 5 -> fence("", random.nextInt(1, 60));
            case 6 -> list();
            case 7, 8 -> table();
            case 9 -> text.append("-# ").append(line(5));
            case 10 -> text.append("\\".repeat(random.nextInt(3))).append("-# continues below");
            case 11 -> text.append(anything(random.nextInt(1, 3_000)));
            case 12 -> text.append("\n".repeat(random.nextInt(1, 20))).append(" ".repeat(random.nextInt(9)));
            case 13 -> text.append("> ").append(line(20)).append("\n> ").append(line(9));
            case 14 -> text.append("`".repeat(random.nextInt(1, 9)));
            default -> {
                for (int i = random.nextInt(1, 8); i > 0; i--) {
                    text.append(" ".repeat(random.nextInt(5)))
                            .append(line(random.nextInt(1, 20)))
                            .append('\n');
                }
            }
        }
        text.append("\n".repeat(random.nextInt(1, 3)));
        if (random.nextInt(300) == 0) {
            text.append(random.nextBoolean() ? "\n \n\t".repeat(random.nextInt(1_000)) : "\n".repeat(5_000))
                    .append('x');
        }
    }

    private String line(int words) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < words; i++) {
            line.append(i == 0 ? "" : random.nextInt(12) == 0 ? ". " : " ").append(pick(WORDS));
        }
        return line.toString();
    }

    private void fence(String indentation, int lines) {
        String marks = (random.nextInt(3) == 0 ? "~" : "`").repeat(random.nextInt(3, 5));
        text.append(indentation).append(marks).append(pick(LANGUAGES)).append('\n');
        for (int i = 0; i < lines; i++) {
            text.append(" ".repeat(random.nextInt(6)));
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "";
                        case 1 -> "-# not ours";
                        case 2 -> "| a | b |";
                        case 3 -> "echo '```'";
                        case 4 -> "```".repeat(random.nextInt(2));
                        default -> line(random.nextInt(12));
                    });
            text.append('\n');
        }
        if (random.nextInt(6) != 0) {
            text.append(indentation).append(marks);
        }
    }

    private void list() {
        int depth = 0;
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            depth = Math.max(0, depth + random.nextInt(-1, 2));
            text.append("  ".repeat(depth))
                    .append(random.nextBoolean() ? "- " : i + ". ")
                    .append(line(random.nextInt(1, 25)));
            text.append('\n');
            if (random.nextInt(8) == 0) {
                fence("  ".repeat(depth + 1), random.nextInt(1, 9));
                text.append('\n');
            }
        }
    }

    private void table() {
        int columns = random.nextInt(1, 6);
        text.append("| name ".repeat(columns))
                .append("|\n")
                .append("|---".repeat(columns))
                .append("|\n");
        for (int i = random.nextInt(40); i > 0; i--) {
            for (int c = 0; c < columns; c++) {
                text.append("| ").append(line(random.nextInt(4)).replace("|", "\\|"));
                text.append(random.nextInt(60) == 0 ? "\u00a0" : " ");
            }
            text.append(random.nextInt(9) == 0 ? "\n" : "|\n");
        }
    }

    private String anything(int length) {
        String alphabet = "ab `~|-#*_[]()<>\\\n\t\r 0.\u0301👍\ud83d\u200d";
        StringBuilder anything = new StringBuilder();
        int letters = random.nextInt(1, alphabet.length());
        int first = random.nextInt(alphabet.length());
        for (int i = 0; i < length; i++) {
            anything.append(alphabet.charAt((first + random.nextInt(letters)) % alphabet.length()));
        }
        return anything.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
