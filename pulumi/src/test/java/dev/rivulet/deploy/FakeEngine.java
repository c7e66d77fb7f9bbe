package dev.rivulet.deploy;

import com.google.protobuf.Empty;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass;
import pulumirpc.Provider;
import pulumirpc.Resource;
import pulumirpc.ResourceMonitorGrpc;

/**
 * Pulumi's engine as a program sees it, over its own protocol: takes every registration, answers like a cloud in which all goes well,
 * and keeps what it heard. In a preview it knows nothing that only an update would tell.
 */
final class FakeEngine implements AutoCloseable {
    private static final Set<String> FEATURES = Set.of("secrets");

    private final boolean preview;
    private final Server server;
    private final Map<String, Registered> resources = new ConcurrentHashMap<>();
    private final Map<String, Object> outputs = new ConcurrentHashMap<>();
    private final Set<String> invoked = new ConcurrentSkipListSet<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    FakeEngine(boolean preview) throws IOException {
        this.preview = preview;
        this.server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Monitor())
                .addService(new Engine())
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    boolean preview() {
        return preview;
    }

    Graph graph() {
        return new Graph(
                resources.values().stream()
                        .sorted(Comparator.comparing(Registered::urn))
                        .toList(),
                new LinkedHashMap<>(outputs),
                new TreeSet<>(invoked));
    }

    /** What the program reported as errors. */
    List<String> errors() {
        return new ArrayList<>(errors);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static <T> void answer(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    private final class Monitor extends ResourceMonitorGrpc.ResourceMonitorImplBase {
        @Override
        public void supportsFeature(
                Resource.SupportsFeatureRequest request, StreamObserver<Resource.SupportsFeatureResponse> observer) {
            answer(
                    observer,
                    Resource.SupportsFeatureResponse.newBuilder()
                            .setHasSupport(FEATURES.contains(request.getId()))
                            .build());
        }

        @Override
        public void invoke(
                Resource.ResourceInvokeRequest request, StreamObserver<Resource.ResourceInvokeResponse> observer) {
            invoked.add(request.getTok());
            answer(
                    observer,
                    Resource.ResourceInvokeResponse.newBuilder()
                            .setReturn(Plain.struct(FakeCloud.invoke(request.getTok(), Plain.of(request.getArgs()))))
                            .build());
        }

        @Override
        public void call(Resource.ResourceCallRequest request, StreamObserver<Provider.CallResponse> observer) {
            observer.onError(new UnsupportedOperationException(request.getTok()));
        }

        @Override
        public void registerResource(
                Resource.RegisterResourceRequest request, StreamObserver<Resource.RegisterResourceResponse> observer) {
            String type = request.getType();
            String name = request.getName();
            String urn = "urn:pulumi:test::rivulet::" + type + "::" + name;
            Map<String, Object> inputs = Plain.of(request.getObject());
            Map<String, Object> made = new LinkedHashMap<>(
                    preview || !request.getCustom() ? inputs : FakeCloud.outputs(type, name, inputs));
            if (!preview) {
                FakeCloud.kept(type).forEach((property, value) -> {
                    if (request.getIgnoreChangesList().contains(property)) {
                        made.put(property, value);
                    }
                });
            }
            Set<String> dependencies = new HashSet<>(request.getDependenciesList());
            request.getPropertyDependenciesMap().values().forEach(urns -> dependencies.addAll(urns.getUrnsList()));
            Registered earlier = resources.put(
                    urn,
                    new Registered(
                            urn,
                            type,
                            name,
                            request.getParent(),
                            request.getCustom(),
                            inputs,
                            dependencies,
                            request.getProvider(),
                            request.getVersion(),
                            List.copyOf(request.getIgnoreChangesList()),
                            request.getDeleteBeforeReplace(),
                            request.getRetainOnDelete() || request.getProtect(),
                            made));
            if (earlier != null) {
                errors.add("two resources have the name " + urn);
            }
            answer(
                    observer,
                    Resource.RegisterResourceResponse.newBuilder()
                            .setUrn(urn)
                            .setId(preview || !request.getCustom() ? "" : FakeCloud.id(type, name))
                            .setObject(Plain.struct(made))
                            .build());
        }

        @Override
        public void registerResourceOutputs(
                Resource.RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
            if (request.getUrn().contains("pulumi:pulumi:Stack")) {
                outputs.putAll(Plain.of(request.getOutputs()));
            }
            answer(observer, Empty.getDefaultInstance());
        }
    }

    private final class Engine extends EngineGrpc.EngineImplBase {
        @Override
        public void log(EngineOuterClass.LogRequest request, StreamObserver<Empty> observer) {
            if (request.getSeverity() == EngineOuterClass.LogSeverity.ERROR) {
                errors.add(request.getMessage());
            }
            answer(observer, Empty.getDefaultInstance());
        }

        @Override
        public void getRootResource(
                EngineOuterClass.GetRootResourceRequest request,
                StreamObserver<EngineOuterClass.GetRootResourceResponse> observer) {
            answer(observer, EngineOuterClass.GetRootResourceResponse.getDefaultInstance());
        }

        @Override
        public void setRootResource(
                EngineOuterClass.SetRootResourceRequest request,
                StreamObserver<EngineOuterClass.SetRootResourceResponse> observer) {
            answer(observer, EngineOuterClass.SetRootResourceResponse.getDefaultInstance());
        }
    }
}
