package io.setpoint.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void noTwoPartsShareAPortAndTwoBasesFiftyApartShareNone() {
        assertThat(new Ports(18400).all()).hasSize(17);
        assertThat(new Ports(18400).all().keySet())
                .doesNotContainAnyElementsOf(new Ports(18450).all().keySet());
    }

    @Test
    void aPortInUseIsNamedWithThePartThatWantsIt() throws Exception {
        // A free run is looked for first: beside a port handed out by the system, the next one may be somebody's too.
        Ports ports = Ports.unused();
        try (ServerSocket other = new ServerSocket(ports.erpCore(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(Trouble.class)
                    .hasMessageStartingWith(
                            "Port " + other.getLocalPort() + " for erp-core is in use by another program");
        }
    }

    @Test
    void unusedPortsLieBelowThoseTheSystemHandsOutAndNobodyListensOnThem() {
        Ports unused = Ports.unused();

        assertThat(unused.base()).isBetween(10_000, 30_000);
        assertThat(unused.free()).isTrue();
    }

    @Test
    void aBaseThatLeavesNoRoomForAllPortsIsRefused() {
        assertThatThrownBy(() -> new Ports(65530)).isInstanceOf(Trouble.class);
        assertThatThrownBy(() -> new Ports(80)).isInstanceOf(Trouble.class);
    }
}
