package dev.rivulet.deploy;

import com.pulumi.Context;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One component by itself, against Pulumi's own mocks: what it registers, but not what depends on what. */
final class Mocked {
    private final List<Registered> resources = Collections.synchronizedList(new ArrayList<>());

    private Mocked() {}

    /** Runs a component with the settings of a variant and gives what it registered. */
    static Graph run(Variant variant, Consumer<Site> component) {
        Mocked mocked = new Mocked();
        try {
            PulumiTest.withMocks(mocked.mocks())
                    .withOptions(TestOptions.builder()
                            .projectName("rivulet")
                            .stackName("test")
                            .preview(false)
                            .build())
                    .runTest(context -> component.accept(site(context, variant)))
                    .throwOnError();
        } finally {
            PulumiTest.cleanup();
        }
        return new Graph(List.copyOf(mocked.resources), Map.of(), Set.of());
    }

    private static Site site(Context context, Variant variant) {
        return Site.of(
                context, SettingsReader.read(StackConfig.of(context.stackName(), variant.config(), Variant.SECRETS)));
    }

    private Mocks mocks() {
        return new Mocks() {
            @Override
            public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
                Map<String, Object> outputs = new HashMap<>(FakeCloud.outputs(args.type, args.name, args.inputs));
                resources.add(new Registered(
                        args.name,
                        args.type,
                        args.name,
                        "",
                        true,
                        args.inputs,
                        Set.of(),
                        args.provider,
                        "",
                        List.of(),
                        false,
                        false,
                        outputs));
                return CompletableFuture.completedFuture(
                        ResourceResult.of(Optional.of(FakeCloud.id(args.type, args.name)), outputs));
            }

            @Override
            public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
                return CompletableFuture.completedFuture(FakeCloud.invoke(args.token, args.args));
            }
        };
    }
}
