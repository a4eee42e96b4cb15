package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The business of today, at an adjustable pace, until it is closed. */
public final class LiveBusiness implements AutoCloseable {
    private final List<Agenda> agendas = new ArrayList<>();
    private final Tempo tempo;
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
        this.tempo = new Tempo(ordersPerMinute);
        ErpApi erp = new ErpApi(api);
        LabelFile labels = new LabelFile(dataFolder);
        int workday = world.companies().stream()
                .flatMap(company -> company.sites().stream())
                .mapToInt(World.Site::ordersPerWorkday)
                .sum();
        for (World.Company company : world.companies()) {
            Crew crew = new Crew(erp, company);
            Random officeRandom = new Random(seed + company.id().hashCode());
            Agenda office = agenda(company.id());
            BillingDesk billing = new BillingDesk(crew, office, officeRandom, tempo);
            billing.open();
            Map<String, Fulfilment> fulfilments = new HashMap<>();
            Map<String, ReceivingDock> docks = new HashMap<>();
            for (World.Site site : company.sites()) {
                Random random = new Random(seed * 7_919 + site.id().hashCode());
                Agenda agenda = agenda(site.id());
                double share = (double) site.ordersPerWorkday() / workday;
                OrderDesk desk = new OrderDesk(crew, site, agenda, random, tempo, share);
                Fulfilment fulfilment = new Fulfilment(crew, site, desk::given);
                desk.open();
                new StockRoom(crew, site, agenda, random, labels).open();
                new SalesOffice(crew, site, agenda, random, tempo, desk::accepted).open();
                new ReturnsDesk(crew, site, agenda, random, tempo, fulfilment, billing).open();
                new QualityDesk(crew, site, agenda, random, tempo, fulfilment).open();
                fulfilments.put(site.id(), fulfilment);
                new BinDesk(crew, site, agenda, random, tempo).open();
                if (site.picksInWaves()) {
                    new WaveDesk(crew, site, agenda, random, tempo, desk).open();
                }
                if (site.discipline() == World.Discipline.SKIPS_CHECKS) {
                    new UnbookedGoods(crew, site, agenda, random, tempo).open();
                }
                PutAwayDesk putAway = new PutAwayDesk(crew, site, agenda, random, tempo, fulfilment);
                putAway.open();
                docks.put(site.id(), new ReceivingDock(crew, site, agenda, random, tempo, putAway));
            }
            new DecisionDesk(crew, office, officeRandom).open();
            new PurchasingDesk(crew, office, officeRandom, tempo, docks).open();
            for (World.Site from : company.sites()) {
                for (World.Site to : company.sites()) {
                    Fulfilment fulfilment = fulfilments.get(to.id());
                    if (!from.equals(to) && fulfilment != null) {
                        new TransferDesk(crew, from, to, office, officeRandom, tempo, fulfilment).open();
                    }
                }
            }
        }
        agendas.forEach(Agenda::start);
    }

    private Agenda agenda(String name) {
        Agenda agenda = new Agenda("simulation-" + name, figures);
        agendas.add(agenda);
        return agenda;
    }

    /** Changes how many orders come in, over all warehouses. */
    public void pace(double ordersPerMinute) {
        tempo.pace(ordersPerMinute);
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
