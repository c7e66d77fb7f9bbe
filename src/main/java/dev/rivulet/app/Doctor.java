package dev.rivulet.app;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.config.Explained;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.Source;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.discord.client.Connected;
import dev.rivulet.discord.client.Login;
import dev.rivulet.store.Key;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Probes of every setting and server, a fix for each failure. */
final class Doctor {
    private final Vertx vertx;
    private final LoadedConfig loaded;
    private final PrintWriter out;
    private final boolean call;

    private Doctor(Vertx vertx, LoadedConfig loaded, PrintWriter out, boolean call) {
        this.vertx = vertx;
        this.loaded = loaded;
        this.out = out;
        this.call = call;
    }

    /** Looks once without asking anybody a question, prints what it found, and gives the exit code. */
    static int run(LoadedConfig loaded, PrintWriter out) {
        return run(loaded, out, false);
    }

    /** @param call whether to ask each agent on AWS, or where there is none whoever answers by default, a tiny question */
    static int run(LoadedConfig loaded, PrintWriter out, boolean call) {
        Vertx vertx = Vertx.vertx();
        try {
            return new Doctor(vertx, loaded, out, call).look();
        } finally {
            vertx.close().await();
        }
    }

    private int look() {
        out.println("Java      " + Runtime.version());
        Path file = loaded.file();
        out.println("Settings  " + (file == null ? "no file; defaults and environment" : file.toString()));
        loaded.settings().stream()
                .filter(setting -> !(setting.source() instanceof Source.ByDefault))
                .forEach(this::print);
        out.println();
        out.flush();

        RivuletConfig config = loaded.config();
        List<Finding> findings = new ArrayList<>();
        findings.add(dataDirectory(config.dataDir()));
        findings.add(store(config).await());
        findings.add(httpPort(config.http()).await());
        findings.addAll(discord().await());
        Core.start(vertx, loaded, Stores.absent(), Trace.disabled(vertx), new Metrics().registry())
                .compose(Core::probe)
                .await()
                .forEach((name, found) ->
                        found.forEach(finding -> findings.add(isWanted(name) ? finding : asWarning(finding))));
        if (call) {
            toCall(config)
                    .forEach(name -> findings.add(TrialCall.to(name, vertx, TrialCall.patience(config, name))
                            .await()));
        }
        findings.forEach(this::print);

        long problems =
                findings.stream().filter(each -> each.level() == Level.PROBLEM).count();
        out.println();
        out.println(
                problems == 0
                        ? "Nothing stands in the way. Answers come from " + whoAnswers(config) + "."
                        : (problems == 1 ? "One thing doesn't" : problems + " things don't")
                                + " work; what to do stands beside it. Answers come from " + whoAnswers(config) + ".");
        out.flush();
        return problems == 0 ? 0 : RivuletCommand.FAILED;
    }

    private static Collection<String> toCall(RivuletConfig config) {
        return config.agents().isEmpty()
                ? List.of(config.defaultChain().getFirst())
                : config.agents().keySet();
    }

    /** Whether somebody configured this backend; Ollama is looked for also where nobody asked for it. */
    private boolean isWanted(String backend) {
        RivuletConfig config = loaded.config();
        return !backend.equals(RivuletConfig.OLLAMA)
                || backend.equals(config.backend())
                || config.router().fallbacks().contains(backend)
                || config.router().rules().stream().anyMatch(rule -> backend.equals(rule.backend()))
                || loaded.settings().stream()
                        .anyMatch(setting ->
                                setting.key().startsWith("ollama.") && !(setting.source() instanceof Source.ByDefault));
    }

    private static Finding asWarning(Finding finding) {
        return finding.level() == Level.PROBLEM
                ? new Finding(Level.WARNING, finding.subject(), finding.text(), finding.fix())
                : finding;
    }

    private static String whoAnswers(RivuletConfig config) {
        return String.join(", or if it can't from ", config.defaultChain());
    }

    private void print(Explained setting) {
        out.println("  " + setting.key() + ": " + setting.value() + "   (" + setting.source() + ")");
    }

    private void print(Finding finding) {
        out.println(StartBlock.mark(finding) + " " + finding.subject() + ": " + finding.text());
        String fix = finding.fix();
        if (fix != null) {
            out.println("  → " + fix);
        }
    }

    private static Finding dataDirectory(Path directory) {
        String subject = "Data directory " + directory;
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "doctor", null));
            return new Finding(Level.OK, subject, "can be written.", null);
        } catch (IOException e) {
            return new Finding(
                    Level.PROBLEM,
                    subject,
                    "can't be written.",
                    "Make it writable, or set RIVULET_DATA_DIR to a directory that is.");
        }
    }

    private Future<Finding> store(RivuletConfig config) {
        String subject = switch (config.store().kind()) {
            case EMBEDDED -> "Store in " + config.dataDir();
            case DYNAMODB -> "Store in the DynamoDB table " + config.store().table();
        };
        return Stores.open(vertx, config.store(), config.dataDir())
                .compose(store -> store.get(new Key("doctor", "look")).eventually(store::close))
                .map(_ -> new Finding(Level.OK, subject, "can be used.", null))
                .otherwise(cause -> new Finding(
                        config.store().kind() == StoreConfig.Kind.EMBEDDED ? Level.WARNING : Level.PROBLEM,
                        subject,
                        String.valueOf(cause.getMessage()),
                        null));
    }

    private Future<Finding> httpPort(HttpConfig http) {
        String subject = "Port " + http.port() + " on " + http.host();
        return vertx.createNetServer(new NetServerOptions().setHost(http.host()).setPort(http.port()))
                .connectHandler(socket -> socket.close())
                .listen()
                .compose(server -> server.close().map(new Finding(Level.OK, subject, "is free.", null)))
                .otherwise(new Finding(
                        Level.WARNING,
                        subject,
                        "can't be listened on; perhaps Rivulet itself runs there already.",
                        "Stop what uses it, or set RIVULET_HTTP_PORT."));
    }

    private Future<List<Finding>> discord() {
        String subject = "Discord at " + loaded.config().discord().apiUrl();
        if (loaded.config().discord().token() == null) {
            return Future.succeededFuture(List.of(new Finding(
                    Level.WARNING,
                    subject,
                    "no token is set; run needs one, dev and serve don't.",
                    "Set DISCORD_TOKEN to the bot's token from https://discord.com/developers/applications"
                            + " (your application, then Bot).")));
        }
        return Login.look(vertx, loaded.config().discord())
                .map(connected -> findings(subject, connected))
                .otherwise(cause ->
                        List.of(new Finding(Level.PROBLEM, subject, String.valueOf(cause.getMessage()), null)));
    }

    private static List<Finding> findings(String subject, Connected connected) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Level.OK,
                subject,
                "the token is " + connected.botName() + "'s. Invite: " + connected.inviteLink(),
                null));
        connected.warnings().forEach(warning -> findings.add(new Finding(Level.WARNING, subject, warning, null)));
        return findings;
    }
}
