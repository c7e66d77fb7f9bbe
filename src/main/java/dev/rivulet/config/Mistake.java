package dev.rivulet.config;

/**
 * One thing wrong with the configuration; never holds a secret's value.
 *
 * @param where the file with its line, or the environment variable
 * @param key the setting's dotted path, or what stands in its place
 * @param why what is wrong with it and what to do, to be read after the key
 */
public record Mistake(String where, String key, String why) {
    @Override
    public String toString() {
        return where + ": " + key + " " + why + (why.endsWith("?") ? "" : ".");
    }
}
