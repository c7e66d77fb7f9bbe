package dev.rivulet.telemetry;

/** The keys of SLF4J key-values, so that every log line names the same thing by the same word. */
public final class LogKeys {
    public static final String REQUEST_ID = "requestId";
    public static final String CHANNEL_ID = "channelId";
    public static final String BACKEND = "backend";
    public static final String MODEL = "model";
    public static final String KIND = "kind";
    public static final String DETAIL = "detail";
    public static final String ELAPSED_MS = "elapsedMs";

    private LogKeys() {}
}
