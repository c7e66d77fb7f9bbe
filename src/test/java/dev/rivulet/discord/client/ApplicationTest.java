package dev.rivulet.discord.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationTest {
    @Test
    void invitesWithJustThePermissionsThatAreUsed() {
        String link = new Application("12", "34", "Rivulet", true).inviteLink();
        assertThat(link).contains("client_id=12", "scope=bot");
        long permissions = Long.parseLong(link.replaceAll(".*permissions=(\\d+).*", "$1"));
        long administrator = 1L << 3;
        long sendMessages = 1L << 11;
        long sendMessagesInThreads = 1L << 38;
        assertThat(permissions & administrator).isZero();
        assertThat(permissions & sendMessages).isNotZero();
        assertThat(permissions & sendMessagesInThreads).isNotZero();
    }

    @Test
    void warnsOnlyWhenContentCannotBeRead() {
        assertThat(new Application("12", "34", "Rivulet", true).warnings(true)).isEmpty();
        assertThat(new Application("12", "34", "Rivulet", false).warnings(false))
                .singleElement()
                .asString()
                .contains("Message Content Intent", "https://discord.com/developers/applications/12/bot")
                .doesNotContain("configured channels");
        assertThat(new Application("12", "34", "Rivulet", false).warnings(true))
                .singleElement()
                .asString()
                .contains("configured channels");
    }
}
