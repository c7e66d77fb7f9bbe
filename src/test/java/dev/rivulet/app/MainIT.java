package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {
    @TempDir
    Path home;

    @Test
    void helpTellsCommandsVariablesExamplesAndExitCodes() throws Exception {
        Launched help = Launched.main(home, Map.of(), "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("dev  ", "run  ", "serve  ", "doctor  ", "test  ")
                .contains("DISCORD_TOKEN", "OLLAMA_URL", "OLLAMA_MODEL", "RIVULET_BACKEND", "RIVULET_API_TOKEN")
                .contains("Examples:", "Exit codes:");
    }

    @Test
    void namesNearestCommandAndOption() throws Exception {
        Launched command = Launched.main(home, Map.of(), "dve");
        Launched option = Launched.main(home, Map.of(), "serve", "--prot", "1");

        assertThat(command).isEqualTo(new Launched(2, "", """
                There is no command "dve"; did you mean dev?
                Try: ./rivulet --help
                """));
        assertThat(option).isEqualTo(new Launched(2, "", """
                There is no option "--prot"; did you mean --port?
                Try: ./rivulet serve --help
                """));
    }

    @Test
    void asksForCommandWhenThereIsNone() throws Exception {
        Launched nothing = Launched.main(home, Map.of());

        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).startsWith("Say what to do: dev, run, ");
    }

    @Test
    void reportsAllMistakesOfConfigurationAndStartsNothing() throws Exception {
        for (String form : new String[] {"dev", "run", "serve"}) {
            Launched launched = Launched.main(
                    home,
                    Map.of("RIVULET_CONFIG", file("http: {prot: 1}\nshutdownGrace: soon\n"), "RIVULET_DATADIRR", "x"),
                    form,
                    "--host",
                    "0.0.0.0");

            assertThat(launched.exit()).as(form).isEqualTo(2);
            assertThat(launched.out()).as(form).isEmpty();
            assertThat(launched.err())
                    .as(form)
                    .startsWith("There are " + (form.equals("run") ? 5 : 4) + " mistakes in the configuration:")
                    .contains("mine.yaml:1: http.prot is no setting; did you mean http.port?")
                    .contains("mine.yaml:2: shutdownGrace must be a duration")
                    .contains("environment: RIVULET_DATADIRR is no setting; did you mean RIVULET_DATA_DIR?")
                    .contains("command line: http.host is 0.0.0.0")
                    .contains("Nothing was started.");
            assertThat(launched.err().contains("Set DISCORD_TOKEN")).as(form).isEqualTo(form.equals("run"));
        }
    }

    @Test
    void devRefusesAnAddressThatOtherMachinesCanReach() throws Exception {
        Launched dev = Launched.main(home, Map.of("RIVULET_API_TOKEN", "secret"), "dev", "--host", "0.0.0.0");

        assertThat(dev.exit()).isEqualTo(2);
        assertThat(dev.out()).isEmpty();
        assertThat(dev.err())
                .contains("command line: http.host is 0.0.0.0, which other machines can reach")
                .contains("Nothing was started.");
    }

    @Test
    void needsDiscordTokenOnlyToRun() throws Exception {
        Launched run = Launched.main(home, Map.of(), "run");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("DISCORD_TOKEN");
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(home.resolve("mine.yaml"), yaml).toString();
    }
}
