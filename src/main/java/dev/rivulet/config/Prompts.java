package dev.rivulet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * System prompts by profile.
 *
 * <p>Each {@code PROFILE.md} in the directory is the prompt of a profile; {@code default.md} is for questions without one, and a
 * built-in text where it is missing. An empty file means no system prompt. {@code README.md} is left out.
 */
public record Prompts(Map<String, String> byProfile) {
    /** The profile of questions that name none. */
    public static final String DEFAULT = "default";

    /** The default profile's prompt where no file gives one. */
    static final String BUILT_IN = """
            You are a helpful assistant in a Discord chat. Answer in the language you are asked in, to the point, and say so when
            you don't know something.

            Write Markdown as Discord shows it: **bold**, *italics*, lists, > quotes, `code`, and code blocks with their language.
            Don't use tables, images, HTML or LaTeX, which Discord doesn't show, and use headings only in long answers.
            """;

    /** No system prompts at all. */
    public static final Prompts NONE = new Prompts(Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    public Prompts {
        byProfile = Map.copyOf(byProfile);
    }

    /** The built-in prompt alone. */
    public static Prompts builtIn() {
        return new Prompts(Map.of(DEFAULT, BUILT_IN));
    }

    /** The names that questions and rules may give, in alphabetical order; {@link #DEFAULT} is always among them. */
    public SortedSet<String> profiles() {
        SortedSet<String> profiles = new TreeSet<>(byProfile.keySet());
        profiles.add(DEFAULT);
        return profiles;
    }

    /** A profile's prompt; empty where none is to be sent, or there is no such profile. */
    public Optional<String> find(String profile) {
        return Optional.ofNullable(byProfile.get(profile)).filter(prompt -> !prompt.isBlank());
    }

    /** Names and sizes only. */
    @Override
    public String toString() {
        return "Prompts" + byProfile.keySet();
    }

    /** Reads a directory, which may be missing. */
    static Prompts load(Path directory, List<Mistake> mistakes) {
        Map<String, String> prompts = new TreeMap<>(builtIn().byProfile());
        for (Path file : files(directory, mistakes)) {
            String name = file.getFileName().toString();
            String profile = name.substring(0, name.length() - ".md".length());
            if (!NAME.matcher(profile).matches()) {
                mistakes.add(new Mistake(
                        file.toString(),
                        "its name",
                        "must be of a-z, 0-9, - and _, at most 32 characters before .md, since it names a profile"));
                continue;
            }
            try {
                prompts.put(profile, Files.readString(file));
            } catch (IOException unreadable) {
                mistakes.add(new Mistake(file.toString(), "the prompt", "can't be read as UTF-8 text"));
            }
        }
        return new Prompts(prompts);
    }

    private static List<Path> files(Path directory, List<Mistake> mistakes) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".md"))
                    .filter(file -> !file.getFileName().toString().equals("README.md"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            mistakes.add(new Mistake(directory.toString(), "prompts", "can't be listed"));
            return new ArrayList<>();
        }
    }
}
