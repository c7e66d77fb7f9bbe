package dev.rivulet.app;

import dev.rivulet.simulator.world.Channel;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the page share: one Chromium and one {@link PlaygroundRig} a class. */
abstract class OnThePage {
    @TempDir
    static Path data;

    static Chromium chromium;
    static PlaygroundRig rig;

    @BeforeAll
    static void start() {
        chromium = null;
        chromium = Chromium.launch();
        rig = new PlaygroundRig(data);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            rig.close();
            chromium.close();
        }
    }

    /** A channel of its own for a test, so that tests share neither messages nor rate limits. */
    static Channel channel() {
        return rig.simulator
                .world()
                .createChannel("test-" + UUID.randomUUID().toString().substring(0, 8));
    }

    static OpenPage open(Channel channel) {
        return new OpenPage(chromium.browser, rig, channel);
    }
}
