package org.symposium.handlers.mailchimp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Values;

class DataCentreTest {
    @Test
    void a_keys_data_centre_follows_its_last_hyphen() {
        assertThat(DataCentre.ofKey(" a-b-us6\n").name()).isEqualTo("us6");
    }

    @Test
    void what_is_no_name_of_one_becomes_part_of_no_address() {
        assertThat(DataCentre.ofFacts(Values.of("dc", "us21"))).isPresent();
        assertThat(DataCentre.ofFacts(Values.of("dc", "evil.example/"))).isEmpty();
        assertThat(DataCentre.ofFacts(Values.of("dc", 21))).isEmpty();
        assertThat(DataCentre.ofFacts(Values.empty())).isEmpty();
    }
}
