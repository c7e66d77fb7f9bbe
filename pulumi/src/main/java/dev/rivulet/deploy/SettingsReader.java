package dev.rivulet.deploy;

import com.pulumi.core.Output;
import dev.rivulet.deploy.Settings.ApiSettings;
import dev.rivulet.deploy.Settings.Architecture;
import dev.rivulet.deploy.Settings.Domain;
import dev.rivulet.deploy.Settings.ListenerSettings;
import dev.rivulet.deploy.Settings.LogSettings;
import dev.rivulet.deploy.Settings.RouterSettings;
import dev.rivulet.deploy.Settings.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the stack's configuration and checks all of it before anything is created. */
final class SettingsReader {
    /** What CloudWatch takes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html. */
    private static final Set<Integer> LOG_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Memory in MiB that Fargate offers beside an amount of processor: from, to, in steps of. */
    private static final Map<Integer, List<Integer>> FARGATE = Map.of(
            256, List.of(512, 2_048, 512), 512, List.of(1_024, 4_096, 1_024), 1_024, List.of(2_048, 8_192, 1_024));

    private final List<String> mistakes = new ArrayList<>();
    private final StackConfig config;
    private final Values values;
    private final Values aws;
    private final String region;

    private SettingsReader(StackConfig config) {
        this.config = config;
        this.values = new Values("rivulet:", config, mistakes);
        this.aws = new Values("aws:", config, mistakes);
        this.region = aws.text("region", "[a-z]{2}(-[a-z]+)+-\\d", "a region such as eu-central-1")
                .orElse("");
        if (region.isEmpty() && mistakes.isEmpty()) {
            aws.wrong("region", "is missing: where everything is to be created, such as eu-central-1");
        }
    }

    /**
     * @throws SettingsException with every mistake there is
     */
    static Settings read(StackConfig config) {
        SettingsReader reader = new SettingsReader(config);
        Settings settings = reader.read();
        reader.aws.reportOthers(
                name -> name.equals("defaultTags")
                        ? "is the setting rivulet:tags here"
                        : "isn't passed on: credentials and roles come from the shell's environment, or from the profile aws:profile");
        reader.values.reportOthers(name -> "is no setting"
                + Nearest.to(name, reader.values.asked())
                        .map(known -> "; is " + known + " meant?")
                        .orElse(""));
        if (!reader.mistakes.isEmpty()) {
            throw new SettingsException(reader.mistakes);
        }
        return settings;
    }

    private Settings read() {
        if (!config.stack().matches("[a-z0-9]+([_-][a-z0-9]+)*")
                || config.stack().length() > 64) {
            mistakes.add("the stack's name, " + config.stack()
                    + ", must be made of a-z and 0-9 with single - or _ between, at"
                    + " most 64 characters, since AWS's resources are named after it: pulumi stack rename NAME");
        }
        SequencedMap<String, Agent> agents = new AgentsReader(values, region).read();
        Optional<String> ollama = values.text(
                "ollamaUrl", "https?://[^/\\s]+", "an http:// or https:// address without a slash at its end");
        return new Settings(
                region,
                aws.text("profile"),
                token(),
                agents,
                backend(agents, ollama),
                ollama,
                image(),
                revision(),
                values.text("architecture", "arm64|x86_64", "arm64 or x86_64")
                                .orElse("arm64")
                                .equals("arm64")
                        ? Architecture.ARM64
                        : Architecture.X86_64,
                router(),
                listener(),
                new ApiSettings(
                        values.number("requestsPerSecond", 10, 1, 10_000),
                        values.number("requestsBurst", 20, 1, 5_000),
                        values.flag("firewall", false),
                        values.flag("accountLogRole", true),
                        domain()),
                subnets(),
                logs(),
                values.text("alarmEmail", "[^@\\s]+@[^@\\s]+", "an e-mail address"),
                values.texts("tags"));
    }

    private Output<String> token() {
        Optional<String> token = values.text("discordToken");
        if (token.isEmpty()) {
            values.wrong(
                    "discordToken",
                    "is missing: the bot's token from https://discord.com/developers/applications, set with"
                            + " pulumi config set --secret discordToken");
        } else if (!token.get().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+")) {
            values.wrong("discordToken", "must be a bot's token: three parts with dots between them");
        }
        if (config.isInPlainText("rivulet:discordToken")) {
            values.wrong(
                    "discordToken",
                    "is set in plain text, so that the stack's file shows it: reset the token at Discord, and set it with pulumi"
                            + " config set --secret discordToken");
        }
        return Output.ofSecret(token.orElse(""));
    }

    private String backend(SequencedMap<String, Agent> agents, Optional<String> ollama) {
        List<String> known = new ArrayList<>(agents.keySet());
        ollama.ifPresent(_ -> known.add(Settings.OLLAMA));
        Optional<String> chosen = values.text("backend");
        if (known.isEmpty()) {
            if (mistakes.stream().noneMatch(mistake -> mistake.contains("gent") || mistake.contains("ollamaUrl"))) {
                values.wrong(
                        "agentRuntimeArn",
                        "is missing, and nobody else could answer: set it, or agentId and agentAliasId, or agents, or"
                                + " ollamaUrl");
            }
        } else if (chosen.isPresent() && !known.contains(chosen.get())) {
            values.wrong("backend", "must be one of " + String.join(", ", known) + ", not \"" + chosen.get() + "\"");
        } else if (chosen.isEmpty() && known.size() > 1) {
            values.wrong("backend", "is missing: which of " + String.join(", ", known) + " answers by default");
        }
        return chosen.orElse(known.isEmpty() ? "" : known.getFirst());
    }

    private Optional<String> image() {
        Optional<String> image = values.text(
                "image",
                ImageSource.IN_ECR.pattern(),
                "an image in ECR with its tag or digest, since Lambda runs no others: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG");
        image.ifPresent(uri -> {
            if (!region.isEmpty() && !uri.contains(".dkr.ecr." + region + ".")) {
                values.wrong("image", "must lie in the stack's region, " + region + ": Lambda pulls from nowhere else");
            }
        });
        return image;
    }

    private Optional<String> revision() {
        Optional<String> revision =
                values.text("imageRevision", "[A-Za-z0-9._-]{1,32}", "at most 32 of A-Z, a-z, 0-9, ., _ and -");
        if (revision.isPresent() && values.text("image").isPresent()) {
            values.wrong("imageRevision", "is of use only where the image is built, and image names one that is");
        }
        return revision;
    }

    /** The ARN of something that has to lie where the stack does. */
    private Optional<String> arnHere(String name, String pattern, String what) {
        Optional<String> arn = values.text(name, pattern, what);
        arn.map(text -> text.split(":", -1)[3])
                .filter(there -> !region.isEmpty() && !there.equals(region))
                .ifPresent(there -> values.wrong(
                        name, "lies in " + there + ", and the stack in " + region + ": they must be the same"));
        return arn;
    }

    private RouterSettings router() {
        int timeout = values.number("routerTimeout", 900, 30, 900);
        Optional<Integer> kept = values.number("routerProvisioned", 1, 1_000);
        String start = values.text("routerStart", "cold|snapstart|provisioned", "cold, snapstart or provisioned")
                .orElse("cold");
        if (kept.isPresent() != start.equals("provisioned")) {
            values.wrong(
                    "routerProvisioned",
                    kept.isPresent()
                            ? "is of use only with routerStart provisioned"
                            : "is missing: how many environments routerStart provisioned keeps");
        }
        Optional<Integer> concurrency = values.number("routerConcurrency", 1, 10_000);
        if (kept.isPresent() && concurrency.isPresent() && kept.get() > concurrency.get()) {
            values.wrong(
                    "routerProvisioned",
                    "must be at most routerConcurrency, " + concurrency.get() + ", of which they are a part");
        }
        return new RouterSettings(
                values.number("routerMemory", 1_024, 256, 10_240),
                timeout,
                // Rivulet ends an answer itself two seconds before the function's end; this is earlier.
                values.number("answerDeadline", timeout - 10, 10, timeout - 5),
                concurrency,
                switch (start) {
                    case "snapstart" -> new Start.SnapStart();
                    case "provisioned" -> new Start.Provisioned(kept.orElse(1));
                    default -> new Start.Cold();
                },
                EnvironmentReader.read(values, "routerSettings"));
    }

    private ListenerSettings listener() {
        int cpu = values.number("listenerCpu", 256, 256, 1_024);
        List<Integer> memories = FARGATE.get(cpu);
        if (memories == null) {
            values.wrong("listenerCpu", "must be 256, 512 or 1024, not " + cpu);
            memories = List.of(512, 8_192, 512);
        }
        int memory = values.number("listenerMemory", memories.get(0), memories.get(0), memories.get(1));
        if (memory % memories.get(2) != 0) {
            values.wrong(
                    "listenerMemory", "must be a multiple of " + memories.get(2) + " beside a listenerCpu of " + cpu);
        }
        return new ListenerSettings(cpu, memory, EnvironmentReader.read(values, "listenerSettings"));
    }

    private Optional<Domain> domain() {
        Optional<String> name = values.text(
                "domain", "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}", "a name such as chat.example.org");
        Optional<String> certificate = arnHere(
                "domainCertificateArn", "arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/.+", "a certificate's ARN");
        Optional<String> zone = values.text("domainZoneId", "Z[A-Z0-9]+", "a hosted zone's id");
        if (name.isPresent() && certificate.isEmpty()) {
            values.wrong("domainCertificateArn", "is missing: a certificate for " + name.get() + " in " + region);
        }
        if (name.isEmpty() && (certificate.isPresent() || zone.isPresent())) {
            values.wrong("domain", "is missing: the name that the certificate or the zone is for");
        }
        return name.map(domain -> new Domain(domain, certificate.orElse(""), zone));
    }

    private Optional<Subnets> subnets() {
        Optional<String> vpc = values.text("vpcId", "vpc-[0-9a-f]+", "a VPC's id");
        List<String> ids = values.list("subnetIds");
        ids.stream()
                .filter(id -> !id.matches("subnet-[0-9a-f]+"))
                .forEach(id ->
                        values.wrong("subnetIds", "must be subnets' ids separated by commas, not \"" + id + "\""));
        if (vpc.isPresent() != !ids.isEmpty()) {
            values.wrong(
                    vpc.isPresent() ? "subnetIds" : "vpcId",
                    "is missing: a VPC that exists needs both vpcId and subnetIds");
        }
        boolean publicAddress = values.flag("publicAddress", true);
        return vpc.map(
                id -> new Subnets(Output.of(id), ids.stream().map(Output::of).toList(), publicAddress));
    }

    private LogSettings logs() {
        int days = values.number("logDays", 30, 1, 3_653);
        if (!LOG_DAYS.contains(days)) {
            values.wrong(
                    "logDays",
                    "must be one of " + LOG_DAYS.stream().sorted().toList() + ", which are what CloudWatch offers");
        }
        return new LogSettings(
                days, arnHere("logKeyArn", "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+", "a KMS key's ARN"));
    }
}
