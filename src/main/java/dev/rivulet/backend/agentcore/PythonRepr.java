package dev.rivulet.backend.agentcore;

import java.util.regex.Pattern;

/**
 * Tells a text from what Python shows of an object. AgentCore's SDK writes {@code str(event)} for events it can't make JSON of, so that a
 * reader gets {@code "{'data': 'Hel', 'agent': <strands.agent.Agent object at 0x7f…>}"} as a JSON string.
 */
final class PythonRepr {
    private static final Pattern DICT =
            Pattern.compile("\\s*[\\[(]?\\{'[\\w .-]{1,64}': .*}[\\])]?\\s*", Pattern.DOTALL);
    private static final Pattern OBJECT = Pattern.compile("\\s*<[\\w.<>]+ (?:object )?at 0x[0-9a-fA-F]+>\\s*");
    private static final Pattern CALL = Pattern.compile("\\s*[A-Z]\\w{0,64}\\(\\w{1,64}=.*\\)\\s*", Pattern.DOTALL);

    private PythonRepr() {}

    static boolean is(String text) {
        return DICT.matcher(text).matches()
                || OBJECT.matcher(text).matches()
                || CALL.matcher(text).matches();
    }
}
