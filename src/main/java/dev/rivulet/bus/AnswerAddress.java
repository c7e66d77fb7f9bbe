package dev.rivulet.bus;

/** Where questions can be asked: takes a {@code ChatRequest}, gives a stream of {@code ChatEvent}s. */
public record AnswerAddress(String value) {
    /** The router, which picks the backend. What listeners and servers ask. */
    public static final AnswerAddress ROUTER = new AnswerAddress("rivulet.router");

    /** One backend, by its name. What the router asks. */
    public static AnswerAddress backend(String name) {
        return new AnswerAddress("rivulet.backend." + name);
    }
}
