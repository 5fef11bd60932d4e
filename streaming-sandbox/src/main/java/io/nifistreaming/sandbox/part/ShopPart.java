package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.layout.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The simulated competitors, whose prices follow from the seed, so that each start of the shop tells the same story;
 * and tills and a web server that write rotating logs.
 */
public final class ShopPart implements Part {
    private static final String MAIN = "io.nifistreaming.shop.ShopMain";
    private static final int SEED = 42;
    private static final int TICK_MILLIS = 5_000;

    private final Settings settings;
    private final String classPath;

    /** @param classPath with the shop on it */
    public ShopPart(Settings settings, String classPath) {
        this.settings = settings;
        this.classPath = classPath;
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public String title() {
        return "the shop";
    }

    @Override
    public String address() {
        return settings.shop().toString();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.shopPort());
    }

    @Override
    public int megabytes() {
        return 250;
    }

    @Override
    public Path home() {
        return settings.dir().resolve("shop");
    }

    @Override
    public void prepare() {
        Template.named("logback.xml").write(home().resolve("conf/logback.xml"), Map.of("log.file", log().toString()));
        writeClassPath();
    }

    private void writeClassPath() {
        String settled = OwnClasses.settle(classPath, settings.root(), home().resolve("lib"));
        JavaArguments.classPath(home().resolve("conf/java.args"), settled);
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "-Xms32m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + home().resolve("conf/logback.xml"),
                "@" + home().resolve("conf/java.args"),
                MAIN,
                "--port",
                String.valueOf(settings.shopPort()),
                "--seed",
                String.valueOf(SEED),
                "--tick-ms",
                String.valueOf(TICK_MILLIS),
                "--logs",
                settings.logs().toString());
    }

    @Override
    public boolean ready() {
        return JsonHttp.at(settings.shop()).answers("/health");
    }
}
