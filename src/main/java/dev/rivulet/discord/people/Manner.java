package dev.rivulet.discord.people;

/**
 * How a person wants answers to appear.
 *
 * @param finalTextOnly a message isn't edited while it is written: it appears when it is whole
 * @param quiet no placeholder: nothing appears before there is text
 */
public record Manner(boolean finalTextOnly, boolean quiet) {
    static final Manner USUAL = new Manner(false, false);
}
