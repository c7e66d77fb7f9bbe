package dev.rivulet.telemetry;

/** The names of all meters, in Micrometer's dotted form; Prometheus shows them with underscores. Labels never hold ids of people. */
public final class Meters {
    /** Counter: questions, by {@code source} (discord, http). */
    public static final String QUESTIONS = "rivulet.questions";

    /** Timer: from a question's acceptance to the first text, by {@code backend}. */
    public static final String FIRST_TEXT = "rivulet.first.text";

    /** Timer: from a question's acceptance to the answer's end, by {@code backend}, {@code outcome}. */
    public static final String ANSWER = "rivulet.answer";

    /** Counter: text deltas, by {@code backend}. */
    public static final String DELTAS = "rivulet.deltas";

    /** Counter: messages written to Discord while answers grew. */
    public static final String EDITS = "rivulet.discord.edits";

    /** Counter: newer text that replaced text not yet written to Discord. */
    public static final String COALESCED = "rivulet.discord.edits.coalesced";

    /** Counter: 429 answers from Discord, by {@code scope}. */
    public static final String RATE_LIMITED = "rivulet.discord.rate.limited";

    /** Gauge: answers being written. */
    public static final String IN_FLIGHT = "rivulet.answers.in.flight";

    /** Gauge: questions that wait for their turn. */
    public static final String QUEUED = "rivulet.answers.queued";

    /** Counter: answers that failed, by {@code kind}, {@code backend}. */
    public static final String FAILURES = "rivulet.failures";

    /** Counter: what agents on AWS sent that is never shown, by {@code backend}, {@code kind} (repr, unknown). */
    public static final String AGENT_EVENTS_IGNORED = "rivulet.agent.events.ignored";

    private Meters() {}
}
