package dev.rivulet.standin;

/**
 * Why an invocation failed.
 *
 * @param type such as {@code Runtime.ExitError}
 * @param message as the function, or Lambda in its place, words it
 */
public record FunctionError(String type, String message) {}
