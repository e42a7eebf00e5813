package org.symposium.core.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({"1.2,1.2.0,0", "1.10,1.9,1", "2,10,-1", "0,'',0", "1.x,1,0", "99999999999999999999,1,1"})
    void versions_are_compared_part_by_part_as_numbers(String one, String other, int order) {
        assertThat(Integer.signum(Version.of(one).compareTo(Version.of(other)))).isEqualTo(order);
        assertThat(Integer.signum(Version.of(other).compareTo(Version.of(one)))).isEqualTo(-order);
    }
}
