package dev.rivulet.deploy;

import com.pulumi.Context;
import com.pulumi.Pulumi;

/** The program that {@code pulumi up} runs. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    static void stack(Context context) {
        Settings settings = SettingsReader.read(StackConfig.of(context));
        Site site = Site.of(context, settings);

        ImageSource image =
                settings.image().map(ImageSource::given).orElseGet(() -> new BuiltImage("image", site).source());
        Subnets subnets = settings.subnets().orElseGet(() -> new Network("network", site).subnets());

        SessionKey sessionKey = new SessionKey("session-key", site);
        SharedStore store = new SharedStore("store", site);
        Router router = new Router("router", site, image, sessionKey, store);
        ChatApi api = new ChatApi("api", site, router);
        Listener listener = new Listener("listener", site, image, subnets, api, store);
        Watching watching = new Watching("watching", site, router, api, listener);

        Outputs.export(context, site, image, router, api, listener, watching);
    }
}
