package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@link Dev} cut in two, as on AWS: the router runs in JVMs of their own, as Lambda runs them, behind a stand-in for API Gateway. All
 * settings are the far half's; the near one knows its address and a token that is made up for this run.
 */
final class DevSplit {
    /** JVMs at a time, each for one answer. */
    private static final int MOST = 3;

    private static final int TOKEN_BYTES = 32;

    private DevSplit() {}

    /**
     * Runs until it is told to stop, and gives the exit code.
     *
     * @param load loads the configuration, with options by key that win over all else
     * @param arguments of {@code lambda}, so that the far half finds the same configuration
     */
    static int run(Function<Map<String, String>, LoadedConfig> load, List<String> arguments, PrintWriter out) {
        LoadedConfig loaded = load.apply(Map.of());
        Vertx vertx = Vertx.vertx();
        return Form.run(vertx, loaded, out, start(vertx, loaded, load, arguments, out));
    }

    private static Future<Form> start(
            Vertx vertx,
            LoadedConfig loaded,
            Function<Map<String, String>, LoadedConfig> load,
            List<String> arguments,
            PrintWriter out) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        return FarHalf.start(
                        vertx,
                        ApiOptions.streaming(),
                        MOST,
                        variables -> {
                            variables.put("RIVULET_API_TOKEN", token);
                            if (loaded.config().sessionKey() == null) {
                                // The JVMs must agree on one; for this run any will do.
                                variables.put("RIVULET_SESSION_KEY", token);
                            }
                        },
                        arguments)
                .onSuccess(far -> {
                    out.println("The router runs apart, in process "
                            + far.lambda().processes().getFirst().pid() + ", behind " + far.chat() + ".");
                    out.flush();
                })
                .compose(far -> Future.succeededFuture()
                        .compose(_ -> Dev.start(vertx, load.apply(near(far, token)), out))
                        .map(form -> form.stoppingLast(far::close))
                        .recover(cause -> far.close().transform(_ -> Future.failedFuture(cause))));
    }

    /** Leaves every decision to the far half. */
    private static Map<String, String> near(FarHalf far, String token) {
        return Map.of(
                "chat.url", far.chat().toString(),
                "chat.auth", "bearer",
                "chat.token", token,
                "backend", "remote",
                "router.rules", "",
                "router.fallbacks", "");
    }
}
