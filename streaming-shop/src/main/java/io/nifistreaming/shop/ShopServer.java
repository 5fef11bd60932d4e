package io.nifistreaming.shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The simulated shop, listening on loopback: competitor sites below {@code /NAME}, control below {@code /admin}, what
 * is really on offer below {@code /truth}, {@code /health}, and at {@code /} a page with links to them. HTTP/1.1
 * without TLS.
 *
 * <p>It keeps everything in memory: a shop that is started again begins at tick 0 with the prices of its seed.
 */
public final class ShopServer implements AutoCloseable {
    private static final int WORKERS = 32;

    static {
        // Read once, when the JDK's server is loaded. Without the first, an answer's head waits for an ACK before its
        // body leaves: 40 ms of nothing. The others let hundreds of clients keep their connections.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final ShopOptions options;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("shop-worker"));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, named("shop-timer"));
    private final Market market;
    private final Truth truth;
    private final ShopControl control;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final RequestLog log = new RequestLog();
    private ScheduledFuture<?> ticking;

    private ShopServer(ShopOptions options) throws IOException {
        this.options = options;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 1024);
        Dice dice = new Dice(options.seed());
        List<Site> sites = List.of(
                new AlphaSite(),
                new BorealisSite(),
                new CascadeSite(),
                new DuneSite(),
                new EmberSite(),
                new FjordSite(),
                new GroveSite(),
                new HarborSite());
        this.market = new Market(
                new Catalogue(options.products(), dice),
                sites.stream().map(Site::competitor).toList(),
                new PriceWalk(dice, options.mishaps()),
                options.history(),
                options.clock());
        this.truth = new Truth(market, options.seed());
        this.control = new ShopControl(market, counters, log, options.mishaps());
        open(sites, dice);
    }

    private void open(List<Site> sites, Dice dice) {
        Storefront storefront = new Storefront(market, baseUrl(), options.clock(), options.validators());
        Counter.Books books = new Counter.Books(log, options.clock());
        for (Site site : sites) {
            Mishaps mishaps = new Mishaps(site.competitor(), dice, now());
            Counter counter = new Counter(site, storefront, market, mishaps, books);
            counters.put(site.competitor().name(), counter);
            server.createContext(
                    "/" + site.competitor().name() + "/", new SiteHandler(counter, this::later, control::moody));
        }
        BackOffice office = new BackOffice(this);
        server.createContext("/admin/", office.admin());
        server.createContext("/truth", office.truth());
        server.createContext("/health", office.health());
        server.createContext("/", office.index());
        server.setExecutor(workers);
    }

    /**
     * Starts a shop; it listens when this returns.
     *
     * @throws IOException if the port is taken
     */
    public static ShopServer start(ShopOptions options) throws IOException {
        ShopServer shop = new ShopServer(options);
        shop.server.start();
        if (options.tickMillis() > 0) {
            shop.ticking = shop.timer.scheduleAtFixedRate(
                    () -> shop.tick(1), options.tickMillis(), options.tickMillis(), TimeUnit.MILLISECONDS);
        }
        return shop;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Without a slash at its end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** Moves the market by so many ticks, unless it is frozen. Returns the tick reached. */
    public long tick(int ticks) {
        return market.advance(ticks);
    }

    public Truth truth() {
        return truth;
    }

    public ShopControl control() {
        return control;
    }

    /** By competitor. */
    public Map<String, Counters> counters() {
        Map<String, Counters> all = new LinkedHashMap<>();
        counters.forEach((name, counter) -> all.put(name, counter.tally().counters()));
        return all;
    }

    /** The last requests to all sites, oldest first. */
    public List<RequestRecord> requests() {
        return log.records();
    }

    Competitor competitor(String name) {
        return market.competitor(name);
    }

    Instant now() {
        return options.clock().instant();
    }

    private void later(long millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, workers)
                .execute(task);
    }

    /** Stops at once: open answers break off. */
    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        timer.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
