package dev.rivulet.discord.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.AccessConfig.Listed;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.people.Access.Verdict;
import dev.rivulet.discord.people.Access.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Listed ALL = new Listed(List.of(), List.of());
    private static final Place LOUNGE = new Place("lounge", Place.Kind.CHANNEL, null);

    private static Listed only(String... ids) {
        return new Listed(List.of(ids), List.of());
    }

    private static Listed but(String... ids) {
        return new Listed(List.of(), List.of(ids));
    }

    private static Access access(Listed servers, Listed channels, Listed roles, Listed users) {
        return new Access(new AccessConfig(servers, channels, roles, users, true, List.of("root")));
    }

    private static Visitor visitor(String user, @Nullable String server, Place place) {
        return new Visitor(user, server, place);
    }

    private static Visitor ada() {
        return visitor("ada", "home", LOUNGE);
    }

    private static Visitor directly(String user) {
        return visitor(user, null, new Place("dm", Place.Kind.DIRECT, null));
    }

    @Test
    void everybodyIsWelcomeWithoutRules() {
        Access open = new Access(AccessConfig.everybody());
        assertThat(open.isOpen()).isTrue();
        assertThat(open.judge(ada())).isEqualTo(Verdict.WELCOME);
        assertThat(open.judge(directly("ada"))).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void serversAreAllowedOrDenied() {
        assertThat(access(only("home"), ALL, ALL, ALL).judge(ada())).isEqualTo(Verdict.WELCOME);
        assertThat(access(only("other"), ALL, ALL, ALL).judge(ada())).isEqualTo(Verdict.NOT_ON_THAT_SERVER);
        assertThat(access(but("home"), ALL, ALL, ALL).judge(ada())).isEqualTo(Verdict.NOT_ON_THAT_SERVER);
        assertThat(access(new Listed(List.of("home"), List.of("home")), ALL, ALL, ALL)
                        .judge(ada()))
                .isEqualTo(Verdict.NOT_ON_THAT_SERVER);
    }

    @Test
    void aThreadCountsAsTheChannelItHangsOn() {
        Visitor inThread = visitor("ada", "home", new Place("thread", Place.Kind.THREAD, "lounge"));
        assertThat(access(ALL, only("lounge"), ALL, ALL).judge(inThread)).isEqualTo(Verdict.WELCOME);
        assertThat(access(ALL, only("thread"), ALL, ALL).judge(inThread)).isEqualTo(Verdict.WELCOME);
        assertThat(access(ALL, but("lounge"), ALL, ALL).judge(inThread)).isEqualTo(Verdict.NOT_THERE);
        assertThat(access(ALL, only("garden"), ALL, ALL).judge(inThread)).isEqualTo(Verdict.NOT_THERE);
    }

    @Test
    void listsOfServersAndChannelsDoNotBindDirectMessages() {
        assertThat(access(only("other"), only("garden"), ALL, ALL).judge(directly("ada")))
                .isEqualTo(Verdict.WELCOME);
        Access closed = new Access(new AccessConfig(ALL, ALL, ALL, ALL, false, List.of("root")));
        assertThat(closed.judge(directly("ada"))).isEqualTo(Verdict.NOT_DIRECTLY);
        assertThat(closed.judge(ada())).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void peopleAreAllowedByNameOrByRole() {
        Access listed = access(ALL, ALL, only("member"), only("ada"));
        assertThat(listed.judge(ada())).isEqualTo(Verdict.WELCOME);
        Visitor bob = visitor("bob", "home", LOUNGE);
        assertThat(listed.judge(bob)).isEqualTo(Verdict.DEPENDS_ON_ROLES);
        assertThat(listed.judge(bob, Set.of("guest", "member"))).isEqualTo(Verdict.WELCOME);
        assertThat(listed.judge(bob, Set.of("guest"))).isEqualTo(Verdict.NOT_YOU);
        assertThat(listed.judge(directly("ada"))).isEqualTo(Verdict.WELCOME);
        assertThat(listed.judge(directly("bob"))).isEqualTo(Verdict.NOT_YOU);
    }

    @Test
    void aDeniedRoleWinsOverBeingNamed() {
        Access listed = access(ALL, ALL, new Listed(List.of("member"), List.of("muted")), only("ada"));
        assertThat(listed.judge(ada())).isEqualTo(Verdict.DEPENDS_ON_ROLES);
        assertThat(listed.judge(ada(), Set.of("muted", "member"))).isEqualTo(Verdict.NOT_YOU);
        assertThat(listed.judge(ada(), Set.of())).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void aDeniedPersonIsRefusedEverywhere() {
        Access listed = access(ALL, ALL, ALL, but("ada"));
        assertThat(listed.judge(ada())).isEqualTo(Verdict.NOT_YOU);
        assertThat(listed.judge(directly("ada"))).isEqualTo(Verdict.NOT_YOU);
        assertThat(listed.judge(directly("bob"))).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void adminsAreAlwaysWelcome() {
        Access closed = access(but("home"), but("lounge"), but("member"), but("root"));
        assertThat(closed.judge(visitor("root", "home", LOUNGE))).isEqualTo(Verdict.WELCOME);
        assertThat(closed.judge(directly("root"))).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void aPersonIsToldOnceInAWhileAndAllTogetherOnlySoOften() {
        AtomicLong now = new AtomicLong();
        Seldom seldom = new Seldom(Duration.ofMinutes(10), 2, Duration.ofMinutes(1), now::get);
        assertThat(seldom.now("ada")).isTrue();
        assertThat(seldom.now("ada")).isFalse();
        assertThat(seldom.now("bob")).isTrue();
        assertThat(seldom.now("cid")).isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(seldom.now("cid")).isTrue();
        assertThat(seldom.now("ada")).isFalse();
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(seldom.now("ada")).isTrue();
    }

    @Test
    void aChannelThatIsNotKnownIsKeptOutWhereverChannelsAreListed() {
        Visitor somewhere = visitor("ada", "home", new Place("there", Place.Kind.UNKNOWN, null));
        assertThat(access(ALL, ALL, ALL, ALL).judge(somewhere)).isEqualTo(Verdict.WELCOME);
        assertThat(access(ALL, but("lounge"), ALL, ALL).judge(somewhere)).isEqualTo(Verdict.NOT_KNOWN_WHERE);
        assertThat(access(ALL, only("lounge"), ALL, ALL).judge(somewhere)).isEqualTo(Verdict.NOT_KNOWN_WHERE);
        assertThat(access(ALL, but("lounge"), ALL, ALL).judge(visitor("root", "home", somewhere.place())))
                .isEqualTo(Verdict.WELCOME);
    }
}
