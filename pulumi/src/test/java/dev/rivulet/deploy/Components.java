package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.List;

/** Single components, each with as much of the others as it stands on. */
final class Components {
    static final ImageSource IMAGE =
            ImageSource.given("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/rivulet:1.2.3");

    private Components() {}

    static Graph router(Variant variant) {
        return Mocked.run(variant, Components::router);
    }

    static Router router(Site site) {
        return new Router("router", site, IMAGE, new SessionKey("session-key", site), store(site));
    }

    static SharedStore store(Site site) {
        return new SharedStore("store", site);
    }

    static Graph api(Variant variant) {
        return Mocked.run(variant, site -> new ChatApi("api", site, router(site)));
    }

    static Graph listener(Variant variant) {
        return Mocked.run(variant, site -> listener(site, new ChatApi("api", site, router(site))));
    }

    static Listener listener(Site site, ChatApi api) {
        Subnets own = new Subnets(Output.of("vpc-own"), List.of(Output.of("subnet-own")), true);
        return new Listener("listener", site, IMAGE, site.settings().subnets().orElse(own), api, store(site));
    }

    static Graph watching(Variant variant) {
        return Mocked.run(variant, site -> {
            Router router = router(site);
            ChatApi api = new ChatApi("api", site, router);
            new Watching("watching", site, router, api, listener(site, api));
        });
    }
}
