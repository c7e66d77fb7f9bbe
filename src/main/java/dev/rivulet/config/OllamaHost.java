package dev.rivulet.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code OLLAMA_HOST}, which Ollama reads both as the address to listen on and as the address to call: a host, {@code host:port},
 * {@code :port} or an address with its scheme (https://docs.ollama.com/faq).
 */
final class OllamaHost {
    private static final Pattern FORM = Pattern.compile(
            "(?:(https?)://)?(\\[[^\\]]*]|[^:/\\[]*|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:]*)(?::(\\d+))?(/.*)?");

    private OllamaHost() {}

    /** Where to call it; a server that listens everywhere is called on this machine. What isn't understood is given back as it is. */
    static String url(String value) {
        Matcher form = FORM.matcher(value.trim());
        if (!form.matches()) {
            return value;
        }
        String scheme = form.group(1) == null ? "http" : form.group(1);
        String port = form.group(3) != null ? form.group(3) : form.group(1) == null ? "11434" : "";
        String path = form.group(4) == null ? "" : form.group(4);
        return scheme + "://" + callable(form.group(2)) + (port.isEmpty() ? "" : ":" + port) + path;
    }

    private static String callable(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.isEmpty() || bare.equals("0.0.0.0") || bare.equals("::")) {
            return "127.0.0.1";
        }
        return bare.contains(":") ? "[" + bare + "]" : bare;
    }
}
