package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The business of today, at an adjustable pace, until it is closed. */
public final class LiveBusiness implements AutoCloseable {
    private final List<Agenda> agendas = new ArrayList<>();
    private final List<OrderDesk> desks = new ArrayList<>();
    private final LiveFigures figures = new LiveFigures();
    private final World world;

    /**
     * What has been done so far.
     *
     * @param done steps by name
     * @param refused refusals by the last part of their problem type
     * @param unreachable calls that will be tried again because the platform was away
     * @param failed steps that failed in a way nobody expects
     */
    public record Figures(Map<String, Long> done, Map<String, Long> refused, long unreachable, long failed) {
        public Figures {
            done = Map.copyOf(done);
            refused = Map.copyOf(refused);
        }
    }

    LiveBusiness(URI api, Path dataFolder, long seed, double ordersPerMinute) {
        this.world = World.of(seed);
        ErpApi erp = new ErpApi(api);
        LabelFile labels = new LabelFile(dataFolder);
        int workday = world.companies().stream()
                .flatMap(company -> company.sites().stream())
                .mapToInt(World.Site::ordersPerWorkday)
                .sum();
        for (World.Company company : world.companies()) {
            Crew crew = new Crew(erp, company);
            for (World.Site site : company.sites()) {
                Random random = new Random(seed * 7_919 + site.id().hashCode());
                Agenda agenda = new Agenda("simulation-" + site.id(), figures);
                double share = (double) site.ordersPerWorkday() / workday;
                OrderDesk desk = new OrderDesk(crew, site, agenda, random, share, ordersPerMinute);
                StockRoom stockRoom = new StockRoom(crew, site, agenda, random, labels);
                desk.open();
                stockRoom.open();
                desks.add(desk);
                agendas.add(agenda);
            }
            Agenda office = new Agenda("simulation-" + company.id(), figures);
            new DecisionDesk(crew, office, new Random(seed + company.id().hashCode())).open();
            agendas.add(office);
        }
        agendas.forEach(Agenda::start);
    }

    /** Changes how many orders come in, over all warehouses. */
    public void pace(double ordersPerMinute) {
        desks.forEach(desk -> desk.pace(ordersPerMinute));
    }

    public Figures figures() {
        return figures.now();
    }

    /** Ends after the step each thread is at; orders under way stay as they are. */
    @Override
    public void close() {
        agendas.forEach(Agenda::close);
    }

    /** A time around this one: between half and one and a half of it. */
    static Duration about(Random random, Duration mean) {
        return Duration.ofMillis((long) (mean.toMillis() * (0.5 + random.nextDouble())));
    }
}
