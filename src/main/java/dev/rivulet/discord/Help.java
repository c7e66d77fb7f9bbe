package dev.rivulet.discord;

/** What /help says. */
final class Help {
    static final String TEXT = """
            Mention me, reply to me, or write me a direct message, and I answer while you watch.
            `/ask` asks from anywhere, for all to see or for you alone.
            `/stop` ends what is being written here; so does the button under it.
            `/model`, `/backend` and `/prompt` choose who answers and how, `/reset` begins afresh, `/settings` says how answers appear.
            In a message's menu, under Apps, “Ask about this” asks what it says.""";

    private Help() {}
}
