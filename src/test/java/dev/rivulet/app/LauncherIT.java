package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a directory with a space in its name, with JDKs and a Maven that only tell how they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {
    private static final String JAVA = """
            #!/bin/sh
            echo "java of $(cd "$(dirname "$0")/.." && pwd -P)"
            for option in "$@"; do echo "[$option]"; done
            """;

    /** Builds, and says so in a file beside the jar. */
    private static final String MAVEN = """
            #!/bin/sh
            echo "$JAVA_HOME: $*" >> calls
            sleep "${MAVEN_TAKES:-0}"
            if [ -n "${MAVEN_FAILS:-}" ]; then
              echo "[INFO] something"
              echo "[ERROR] /src/main/java/Oops.java:[1,1] ';' expected"
              exit 1
            fi
            mkdir -p target/lib && echo jar > target/rivulet.jar
            """;

    @TempDir
    Path temp;

    private Path root;
    private Path home;
    private Path jdk;
    private Path tools;

    @BeforeEach
    void layOut() throws IOException {
        root = temp.toRealPath();
        home = root.resolve("my rivulet");
        Files.createDirectories(home.resolve("src/main/java"));
        Files.writeString(home.resolve("src/main/java/Main.java"), "class Main {}");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        // What this machine has in the usual places must not matter.
        String launcher = Files.readString(Path.of("rivulet"));
        for (String place :
                List.of("/usr/lib/jvm", "/usr/java", "/opt/java", "/opt/jdk", "/Library/Java", "/usr/libexec")) {
            launcher = launcher.replace(" " + place, " " + "/nowhere" + place);
        }
        program(home.resolve("rivulet"), launcher);
        jdk = jdk("jdks of mine/25", "25.0.1");
        tools = root.resolve("tools");
        program(tools.resolve("mvn"), MAVEN);
    }

    private Path jdk(String name, String version) throws IOException {
        Path directory = root.resolve(name);
        program(directory.resolve("bin/java"), JAVA);
        program(directory.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Launched launch(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        return launch(home.resolve("rivulet"), more, arguments);
    }

    private Launched launch(Path script, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME",
                jdk.toString(),
                "PATH",
                tools + ":/usr/bin:/bin",
                "HOME",
                root.resolve("nobody").toString(),
                "SDKMAN_DIR",
                "",
                "MAVEN_HOME",
                "",
                "M2_HOME",
                ""));
        environment.putAll(more);
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return Launched.run(root, environment, command);
    }

    private List<String> builds() throws IOException {
        Path calls = home.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void buildsOnceThenRunsWithTheArgumentsAsTheyAre() throws Exception {
        Launched first = launch(Map.of(), "dev", "two words", "*");
        Launched second = launch(Map.of(), "dev");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("Building Rivulet");
        assertThat(first.out())
                .startsWith("java of " + jdk)
                .contains("[-Drivulet.home=" + home + "]\n[-jar]\n[" + home
                        + "/target/rivulet.jar]\n[dev]\n[two words]\n[*]\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).singleElement().asString().startsWith(jdk + ": ").endsWith(" package");
    }

    @Test
    void buildsAgainWhenSourceIsNewerOrGone() throws Exception {
        launch(Map.of(), "dev");
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(home.resolve("src/main/java/Main.java"), later);
        Launched changed = launch(Map.of(), "dev");

        assertThat(changed.err()).startsWith("Building Rivulet again");
        assertThat(builds()).hasSize(2);

        Files.setLastModifiedTime(home.resolve("src/main/java/Main.java"), FileTime.from(Instant.EPOCH));
        launch(Map.of(), "dev");
        assertThat(builds()).hasSize(2);

        Files.delete(home.resolve("src/main/java/Main.java"));
        Files.setLastModifiedTime(home.resolve("src/main/java"), later);
        launch(Map.of(), "dev");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void buildsOnceWhenTwoAreStartedAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Launched> start = () -> launch(Map.of("MAVEN_TAKES", "2"), "dev");
            Future<Launched> one = threads.submit(start);
            Future<Launched> other = threads.submit(start);

            assertThat(one.get().exit()).isZero();
            assertThat(other.get().exit()).isZero();
        }
        assertThat(builds()).hasSize(1);
        assertThat(home.resolve("target/.build-lock")).doesNotExist();
    }

    @Test
    void takesOverLockWhoseOwnerIsGone() throws Exception {
        Files.createDirectories(home.resolve("target/.build-lock"));
        Files.writeString(home.resolve("target/.build-lock/pid"), "99999999");

        assertThat(launch(Map.of(), "dev").exit()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void showsMavensErrorsWhenBuildFailsAndTriesAgainNextTime() throws Exception {
        Launched failed = launch(Map.of("MAVEN_FAILS", "yes"), "dev");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("The build failed.", "Oops.java:[1,1] ';' expected")
                .doesNotContain("something");
        assertThat(launch(Map.of(), "dev").exit()).isZero();
    }

    @Test
    void runsFromAnywhereThroughSymbolicLinks() throws Exception {
        Path link = root.resolve("bin dir/rivulet");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(root.resolve("hop"), home);
        Files.createSymbolicLink(link, Path.of("../hop/rivulet"));

        assertThat(launch(link, Map.of(), "dev").out()).contains("[-Drivulet.home=" + home + "]");
    }

    @Test
    void passesOverJdksThatAreTooOld() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path ancient = jdk("nobody/.jdks/ancient", "1.8.0_402");
        Path newer = jdk("nobody/.sdkman/candidates/java/26", "26-ea");

        Launched launched = launch(Map.of("JAVA_HOME", old.toString()), "dev");
        assertThat(launched.out()).as("not " + ancient).startsWith("java of " + newer);

        Launched preferred = launch(Map.of("JAVA_HOME", old.toString(), "RIVULET_JAVA_HOME", jdk.toString()), "dev");
        assertThat(preferred.out()).startsWith("java of " + jdk);

        Files.createSymbolicLink(tools.resolve("javac"), jdk.resolve("bin/javac"));
        assertThat(launch(Map.of("JAVA_HOME", ""), "dev").out()).startsWith("java of " + jdk);
    }

    @Test
    void saysInOneLineWhatIsMissing() throws Exception {
        Path old = jdk("old", "17.0.15");

        Launched none = launch(
                Map.of("JAVA_HOME", old.toString(), "PATH", justTheShell().toString()), "dev");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err().lines())
                .singleElement()
                .asString()
                .startsWith("Rivulet needs a JDK of version 25 or newer, and found only older ones (17 in " + old
                        + "): get one at");

        Launched noMaven = launch(Map.of("PATH", justTheShell().toString()), "dev");
        assertThat(noMaven.exit()).isEqualTo(1);
        assertThat(noMaven.err().lines()).singleElement().asString().contains("there is no mvn on the PATH");
    }

    /** A PATH without any JDK or Maven of this machine's. */
    private Path justTheShell() throws IOException {
        Path directory = Files.createDirectories(root.resolve("shell"));
        for (String name : List.of("sh", "dirname", "readlink", "find", "head")) {
            Path there = Path.of("/usr/bin", name);
            program(
                    directory.resolve(name),
                    "#!/bin/sh\nexec " + (Files.exists(there) ? there : Path.of("/bin", name)) + " \"$@\"\n");
        }
        return directory;
    }

    @Test
    void givesOptionsForTheJvmTheLastWord() throws Exception {
        String out = launch(Map.of("RIVULET_JAVA_OPTS", "-Xmx1g -Dx=y"), "dev").out();

        assertThat(out).contains("[-Xmx1g]\n[-Dx=y]\n");
        assertThat(out.indexOf("[-Xmx1g]")).isGreaterThan(out.indexOf("[-Xmx512m]"));
    }

    @Test
    void runsAllTestsWithMavenOnThatJdk() throws Exception {
        Launched tests = launch(Map.of(), "test", "-Dtest=A B");

        assertThat(tests.exit()).isZero();
        assertThat(builds()).containsExactly(jdk + ": verify -Dtest=A B");
    }

    @Test
    void testsTheInfrastructureAfterTheProgram() throws Exception {
        Path pulumi = Files.createDirectories(home.resolve("pulumi"));
        Files.writeString(pulumi.resolve("pom.xml"), "<project/>");

        Launched tests = launch(Map.of(), "test", "-q");
        Launched failing = launch(Map.of("MAVEN_FAILS", "yes"), "test");

        assertThat(tests.exit()).isZero();
        assertThat(failing.exit()).isEqualTo(1);
        assertThat(builds()).containsExactly(jdk + ": verify -q", jdk + ": verify");
        assertThat(Files.readAllLines(pulumi.resolve("calls"))).containsExactly(jdk + ": verify -q", jdk + ": verify");
    }
}
