package dev.rivulet.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The image of the {@code Dockerfile}, built by buildah, which needs no engine and no registry: both bases are made here, of Debian's
 * packages, this test's JDK and Maven, and the local Maven repository is lent to the build.
 */
@SuppressWarnings("try") // closing waits for a process, and may be interrupted
final class Image implements AutoCloseable {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /** Kept between runs on one machine. */
    private static final Path DEBIAN = Path.of("/var/tmp/rivulet-image-base/bookworm");

    private static final String RUN_BASE = "localhost/rivulet-test/run-base";
    private static final String BUILD_BASE = "localhost/rivulet-test/build-base";
    private static final String IMAGE = "localhost/rivulet-test/rivulet";

    /** Where Temurin's images have it, as the Dockerfile's own base is one. */
    private static final String JAVA_HOME = "/opt/java/openjdk";

    /** Makes the root read only, but for the volumes and what the kernel serves, and becomes the image's user in it. */
    private static final String ENTER = """
            root=$1; user=$2; shift 2
            mount --bind "$root" "$root" && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" \
            && mount -t tmpfs tmpfs "$root/tmp" && mount -t tmpfs -o "uid=${user%:*}" tmpfs "$root/data" \
            && mount -o remount,bind,ro "$root" \
            && exec chroot --userspec="$user" "$root" "$@"
            """;

    private final Path home;
    private final Path storage;
    private Path root = Path.of("");
    private JsonObject config = new JsonObject();

    private Image(Path home) throws IOException {
        this.home = home;
        this.storage = Files.createTempDirectory(Path.of("/var/tmp"), "rivulet-image");
    }

    /** Skips where the tools for it are missing. */
    static void assumeItCanBeBuilt() throws Exception {
        for (String tool : List.of("buildah", "debootstrap", "unshare", "mvn")) {
            assumeTrue(
                    Launched.run(PROJECT, Map.of(), List.of("sh", "-c", "command -v " + tool))
                                    .exit()
                            == 0,
                    "an image can't be built without " + tool);
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "an image can be built by root only");
    }

    static Image build(Path home) throws Exception {
        Image image = new Image(home);
        image.makeBases();
        image.buildah(
                "bud",
                "--format",
                "docker",
                "--network",
                "host",
                "--volume",
                System.getProperty("user.home") + "/.m2:/root/.m2",
                "--build-arg",
                "BUILD_BASE=" + BUILD_BASE,
                "--build-arg",
                "RUN_BASE=" + RUN_BASE,
                "-t",
                IMAGE,
                PROJECT.toString());
        JsonObject inspected = new JsonObject(image.buildah("inspect", "--type", "image", IMAGE));
        image.config = inspected.getJsonObject("Docker").getJsonObject("config");
        image.root = image.mounted(IMAGE);
        return image;
    }

    private void makeBases() throws Exception {
        if (!Files.exists(DEBIAN.resolve("etc/debian_version"))) {
            Files.createDirectories(DEBIAN.getParent());
            Path making = Files.createTempDirectory(DEBIAN.getParent(), "making");
            command(List.of("debootstrap", "--variant=minbase", "bookworm", making.toString()));
            Files.move(making, DEBIAN);
        }
        String plain = buildah("from", "scratch").strip();
        buildah("copy", plain, DEBIAN.toString(), "/");
        buildah("commit", "--rm", plain, RUN_BASE);

        // Without the links that Debian's packages of them have to the rest of the system.
        Path jdk = storage.resolve("jdk");
        Path maven = storage.resolve("maven");
        command(List.of("cp", "-rL", System.getProperty("java.home"), jdk.toString()));
        command(List.of(
                "sh", "-c", "cp -rL \"$(dirname \"$(dirname \"$(readlink -f \"$(command -v mvn)\")\")\")\" " + maven));
        String building = buildah("from", RUN_BASE).strip();
        buildah("copy", building, jdk.toString(), JAVA_HOME);
        buildah("copy", building, maven.toString(), "/opt/maven");
        buildah(
                "config",
                "--env",
                "JAVA_HOME=" + JAVA_HOME,
                "--env",
                "PATH=" + JAVA_HOME + "/bin:/opt/maven/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                building);
        buildah("commit", "--rm", building, BUILD_BASE);
    }

    private Path mounted(String name) throws Exception {
        return Path.of(buildah("mount", buildah("from", name).strip()).strip());
    }

    /** What the image says of how to run it. */
    JsonObject config() {
        return config;
    }

    /** What the image adds to its base. */
    long addedMegabytes() throws Exception {
        long base = bytes(mounted(RUN_BASE));
        return (bytes(root) - base) / 1_000_000;
    }

    private static long bytes(Path directory) throws IOException {
        long[] sum = new long[1];
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    /** A form that goes on. */
    Running start(Map<String, String> environment, String... command) throws IOException {
        return Running.command(home, enter(entryPoint(command), environment));
    }

    /** A command to its end. */
    Launched run(Map<String, String> environment, String... command) throws Exception {
        return Launched.run(home, Map.of(), enter(entryPoint(command), environment));
    }

    /** What the image's health check says, asked beside a form that was started with this environment. */
    boolean isHealthy(Map<String, String> environment) throws Exception {
        List<String> check = strings(config.getJsonObject("Healthcheck").getJsonArray("Test"));
        return Launched.run(home, Map.of(), enter(check.subList(1, check.size()), environment))
                        .exit()
                == 0;
    }

    private List<String> entryPoint(String... command) {
        List<String> whole = strings(config.getJsonArray("Entrypoint"));
        whole.addAll(List.of(command));
        return whole;
    }

    private List<String> enter(List<String> command, Map<String, String> environment) {
        List<String> whole = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", ENTER, "enter", root.toString(), config.getString("User")));
        whole.addAll(List.of("/usr/bin/env", "-i"));
        whole.addAll(strings(config.getJsonArray("Env")));
        environment.forEach((name, value) -> whole.add(name + "=" + value));
        whole.addAll(command);
        return whole;
    }

    private static List<String> strings(JsonArray array) {
        return new ArrayList<>(array.stream().map(String.class::cast).toList());
    }

    private String buildah(String... arguments) throws Exception {
        List<String> whole = new ArrayList<>(List.of(
                "buildah",
                "--root",
                storage.resolve("storage").toString(),
                "--runroot",
                storage.resolve("run").toString(),
                "--storage-driver",
                "vfs"));
        whole.addAll(List.of(arguments));
        return command(whole);
    }

    private String command(List<String> command) throws Exception {
        Path out = Files.createTempFile("image", ".out");
        Path err = Files.createTempFile("image", ".err");
        try {
            Process process = Launched.start(home, Map.of("BUILDAH_ISOLATION", "chroot"), command, out, err);
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + " failed:\n" + Files.readString(out) + Files.readString(err));
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    @Override
    public void close() throws Exception {
        buildah("umount", "--all");
        command(List.of("rm", "-rf", storage.toString()));
    }
}
