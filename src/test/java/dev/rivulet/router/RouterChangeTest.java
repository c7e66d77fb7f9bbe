package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RouterConfig;
import dev.rivulet.store.Budgets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterChangeTest {
    private static void change(Rig rig, RouterConfig config, List<String> chain, Prompts prompts) {
        rig.router.change(config, chain, prompts, Budgets.none());
    }

    @Test
    void whatIsAskedFromNowOnGoesByTheNewSettings() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("old"), completed());
            rig.second.script(text("new"), completed());
            assertThat(rig.ask("ann").end()).isInstanceOf(Completed.class);

            change(rig, Configs.router().build(), List.of("second"), new Prompts(Map.of("default", "Sing.")));
            Asker bob = rig.ask("bob");
            bob.end();
            assertThat(bob.text()).isEqualTo("new");
            assertThat(rig.second.asked.element().messages().getFirst().content())
                    .isEqualTo("Sing.");
        }
    }

    @Test
    void whatIsBeingAnsweredGoesOnByTheOldOnes() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("a"));
            Asker ann = rig.ask("ann").awaitText();
            change(rig, Configs.router().idle(50).build(), List.of("second"), Prompts.NONE);

            rig.second.script(text("b"));
            assertThat(rig.ask("bob").failure()).isInstanceOf(Failure.TimedOut.class);
            assertThat(ann.isOver()).isFalse();
            ann.cancel();
            rig.awaitIdle();
        }
    }

    @Test
    void whatNamesNoBackendChangesNothing() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("a"), completed());
            RouterConfig wrong = Configs.router().fallbacks("third").build();
            assertThatThrownBy(() -> change(rig, wrong, List.of("first"), Prompts.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("router.fallbacks[0]: there is no backend 'third'");
            assertThat(rig.ask("ann").end()).isInstanceOf(Completed.class);
        }
    }
}
