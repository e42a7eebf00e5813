package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.LimitUse;
import org.symposium.spi.model.NotFoundException;

/** How full an integration's limits are, as its user and the operator see it. */
class LimitsInSightTest {
    private Accounts accounts = new Accounts("""
            "rate_limits": [{"permits": 5, "per": "PT1M", "penalty": "PT30S"}, {"permits": 1000, "per": "PT1H", "scope": "type"},
                            {"permits": 1, "per": "PT1S", "key": "channel"}],""");
    private Engine engine = accounts.engine().build();

    @AfterEach
    void close() {
        engine.close();
        accounts.close();
    }

    private String integration() {
        return engine.forOwner("ada")
                .integrations()
                .create("accounts", "Mine", Accounts.token("anna-1"))
                .id();
    }

    private List<LimitUse> limits(String id) {
        return engine.forOwner("ada").integrations().limits(id);
    }

    private void request(String id) {
        engine.forOwner("ada").integrations().test(id);
    }

    @Test
    void each_request_is_seen_in_the_windows_it_counts_in() {
        String id = integration();
        String another = integration();
        assertThat(limits(id)).extracting(LimitUse::state).containsOnly(LimitUse.State.OPEN);

        for (int count = 0; count < 3; count++) {
            request(id);
        }
        request(another);

        List<LimitUse> limits = limits(id);
        assertThat(limits).extracting(LimitUse::used).containsExactly(3L, 4L);
        assertThat(limits).extracting(limit -> limit.rule().permits()).containsExactly(5L, 1_000L);
        assertThat(limits).extracting(LimitUse::state).containsOnly(LimitUse.State.OPEN);
        assertThat(limits.get(0).easesAt()).isEmpty();
        assertThat(limits.get(0).heldUntil()).isEmpty();
        request(id);
        assertThat(limits(id).get(0).state()).isEqualTo(LimitUse.State.APPROACHING);
        assertThat(limits(id).get(0).easesAt().orElseThrow()).isAfter(Instant.now());
        request(id);
        assertThat(limits(id).get(0).state()).isEqualTo(LimitUse.State.REACHED);
        assertThat(limits(another).get(0).used()).isEqualTo(1);
        assertThat(limits(id).get(0).toValues().toJson())
                .startsWith(
                        "{\"window\":\"PT1M\",\"scope\":\"integration\",\"limit\":5,\"used\":5,\"state\":\"reached\",\"eases_at\":\"");
    }

    @Test
    void what_the_service_asked_for_is_seen_apart_from_what_is_full() {
        String id = integration();
        accounts.answers(429);

        Instant before = Instant.now();
        request(id);

        LimitUse limit = limits(id).get(0);
        assertThat(limit.used()).isEqualTo(1);
        assertThat(limit.state()).isEqualTo(LimitUse.State.HELD);
        assertThat(limit.heldUntil().orElseThrow())
                .isBetween(before.plusSeconds(29), Instant.now().plusSeconds(31));
        assertThat(limit.toValues().instant("held_until")).isAfter(before.plus(Duration.ofSeconds(20)));
        assertThat(limits(id).get(1).state()).as("the others go on").isEqualTo(LimitUse.State.OPEN);
    }

    @Test
    void they_are_seen_by_the_operator_and_by_no_other_user() {
        String id = integration();
        request(id);

        assertThat(engine.operator().limits("ada", id).get(0).used()).isEqualTo(1);
        assertThatThrownBy(() -> engine.forOwner("bob").integrations().limits(id))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> engine.operator().limits("bob", id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_type_without_limits_shows_none() {
        close();
        accounts = Accounts.free();
        engine = accounts.engine().build();

        assertThat(limits(integration())).isEmpty();
    }
}
