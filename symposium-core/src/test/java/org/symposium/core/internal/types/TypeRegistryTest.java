package org.symposium.core.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.symposium.core.internal.types.TestHandlers.typeOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.types.TestHandlers.Source;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Violation;

class TypeRegistryTest {
    private static final Handlers BUOY = Handlers.of(new TestHandlers.Buoy());
    private static final Handlers WEATHER = new Handlers(List.of(), List.of(new TestHandlers.Weather()));

    private final FakeStores stores = new FakeStores();

    @Test
    void a_new_type_is_inserted_with_an_id_made_of_its_name() {
        KnownType known = TypeRegistry.start(stores, BUOY).requireByName("buoy");
        RegisteredType row = stores.row("buoy");
        assertThat(row.id())
                .isEqualTo(UUID.nameUUIDFromBytes("symposium/type/buoy".getBytes(StandardCharsets.UTF_8))
                        .toString());
        assertThat(row.origin()).isEqualTo("handler");
        assertThat(row.available()).isTrue();
        assertThat(known.row().toValues()).isEqualTo(row.toValues());
        assertThat(known.handler()).isInstanceOf(TestHandlers.Buoy.class);
    }

    @Test
    void a_definitions_own_id_is_kept() {
        var own = new Source(IntegrationType.of(typeOf("buoy", "1").toValues().with("id", "buoy-type-uuid")));
        assertThat(TypeRegistry.start(stores, Handlers.of(own))
                        .requireById("buoy-type-uuid")
                        .name())
                .isEqualTo("buoy");
    }

    @Test
    void a_second_start_writes_nothing() {
        TypeRegistry.start(stores, BUOY);
        int before = stores.writes();
        TypeRegistry.start(stores, BUOY);
        assertThat(stores.writes()).isEqualTo(before);
    }

    @Test
    void a_newer_version_and_a_changed_one_of_the_same_version_replace_the_row_under_its_id() {
        TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "1.9"))));
        String id = stores.row("buoy").id();
        TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "1.10"))));
        assertThat(stores.row("buoy").version()).isEqualTo("1.10");
        var changed = IntegrationType.of(
                typeOf("buoy", "1.10").toValues().with("description", "new").with("id", "other"));
        TypeRegistry.start(stores, Handlers.of(new Source(changed)));
        assertThat(stores.row("buoy").type().description()).isEqualTo("new");
        assertThat(stores.row("buoy").id()).isEqualTo(id);
    }

    @Test
    void a_newer_row_wins_over_the_code() {
        TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "2"))));
        KnownType known = TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "1"))))
                .requireByName("buoy");
        assertThat(known.type().version()).isEqualTo("2");
        assertThat(known.handler().type().version()).isEqualTo("1");
        assertThat(stores.row("buoy").version()).isEqualTo("2");
    }

    @Test
    void a_newer_row_that_is_wrong_is_marked_unavailable_and_stops_nothing() {
        put("1", IntegrationType.of(typeOf("buoy", "9").toValues().without("source_schema")));
        TypeRegistry registry = TypeRegistry.start(stores, BUOY.and(WEATHER));
        assertThat(registry.byName("buoy")).isEmpty();
        assertThat(registry.byName("rain")).isPresent();
        assertThat(stores.row("buoy").available()).isFalse();
    }

    @Test
    void a_type_whose_code_is_gone_is_unavailable_and_comes_back() {
        TypeRegistry.start(stores, BUOY);
        String id = stores.row("buoy").id();
        TypeRegistry without = TypeRegistry.start(stores, WEATHER);
        assertThat(stores.row("buoy").available()).isFalse();
        assertThat(without.all()).extracting(KnownType::name).containsExactly("rain", "snow");
        assertThat(without.rows()).extracting(RegisteredType::name).containsExactlyInAnyOrder("buoy", "rain", "snow");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> without.requireById(id))
                .withMessageContaining("buoy")
                .withMessageContaining("[unavailable]");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> without.requireByName("nobody"))
                .withMessageContaining("[unknown_type]");
        assertThat(TypeRegistry.start(stores, BUOY).byId(id)).isPresent();
        assertThat(stores.row("buoy").available()).isTrue();
    }

    @Test
    void two_handlers_for_one_name_are_refused_naming_both_classes_and_nothing_is_written() {
        Handlers two = Handlers.of(new TestHandlers.Buoy(), new TestHandlers.OtherBuoy());
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TypeRegistry.start(stores, two))
                .withMessageContaining(TestHandlers.Buoy.class.getName())
                .withMessageContaining(TestHandlers.OtherBuoy.class.getName());
        assertThat(stores.writes()).isZero();
    }

    @Test
    void two_types_with_one_id_are_refused() {
        Handlers two = Handlers.of(
                new Source(IntegrationType.of(typeOf("a", "1").toValues().with("id", "uuid"))),
                new Source(IntegrationType.of(typeOf("b", "1").toValues().with("id", "uuid"))));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TypeRegistry.start(stores, two))
                .withMessageContaining("uuid");
        TypeRegistry.start(stores, Handlers.of(two.handlers().get(0)));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        TypeRegistry.start(stores, Handlers.of(two.handlers().get(1))))
                .withMessageContaining("uuid");
    }

    @Test
    void all_that_is_wrong_with_all_handlers_is_told_with_their_classes() {
        var nameless = new Source(
                IntegrationType.of(typeOf("a", "1").toValues().without("name").with("category", "both")));
        HandlerModule broken = new HandlerModule() {
            @Override
            public String name() {
                return " ";
            }

            @Override
            public List<IntegrationType> types() {
                return List.of(typeOf("x", "1"));
            }

            @Override
            @SuppressWarnings("NullAway")
            public Handler handlerFor(IntegrationType type) {
                return null;
            }
        };
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TypeRegistry.start(stores, new Handlers(List.of(nameless), List.of(broken))))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly(
                                Source.class.getName() + ".name",
                                Source.class.getName() + ".output_schema",
                                Source.class.getName() + ".category",
                                broken.getClass().getName() + ".name",
                                broken.getClass().getName() + ".handlerFor"));
    }

    @Test
    void a_row_that_names_a_known_handler_is_a_further_type() {
        put("1", naming("by_class", TestHandlers.Buoy.class.getName()));
        put("2", naming("by_module", "integrations/weather"));
        put("3", naming("by_module_class", TestHandlers.Weather.class.getName()));
        put("4", naming("by_type", "buoy"));
        put("5", naming("by_nobody", "integrations/gone"));
        put("6", naming("hail", "integrations/weather"));
        put("7", IntegrationType.of(naming("wrong", "buoy").toValues().with("category", "output")));
        TypeRegistry registry = TypeRegistry.start(stores, BUOY.and(WEATHER));
        assertThat(registry.all())
                .extracting(KnownType::name)
                .containsExactly("buoy", "by_class", "by_module", "by_module_class", "by_type", "rain", "snow");
        assertThat(registry.requireById("1").handler()).isInstanceOf(TestHandlers.Buoy.class);
        assertThat(registry.requireById("1").type().name()).isEqualTo("by_class");
        assertThat(registry.requireById("2").handler().type().name()).isEqualTo("by_module");
        assertThat(List.of("by_nobody", "hail", "wrong"))
                .allMatch(name -> !stores.row(name).available());
        assertThat(stores.row("by_class").origin()).isEqualTo("row");
    }

    @Test
    void of_two_rows_with_one_name_the_first_counts() {
        put("1", naming("twin", "buoy"));
        put("2", naming("twin", "buoy"));
        put("3", typeOf("buoy", "0"));
        TypeRegistry registry = TypeRegistry.start(stores, BUOY);
        assertThat(registry.requireByName("twin").id()).isEqualTo("1");
        assertThat(registry.requireByName("buoy").id()).isEqualTo("3");
        assertThat(registry.byId("2")).isEmpty();
        assertThat(stores.types().find("", "2").orElseThrow().available()).isFalse();
    }

    @Test
    void a_row_of_another_name_than_its_definitions_is_wrong() {
        RegisteredType row = row("1", naming("right", "buoy"));
        stores.types().insert(RegisteredType.of(row.toValues().with("name", "left")));
        assertThat(TypeRegistry.start(stores, BUOY).byName("left")).isEmpty();
    }

    @Test
    void a_row_added_on_another_node_is_found_when_it_is_asked_for() {
        TypeRegistry one = TypeRegistry.start(stores, BUOY);
        TypeRegistry other = TypeRegistry.start(stores, BUOY);
        KnownType added = one.register(naming("further", "buoy"));
        assertThat(other.byId(added.id())).isPresent();
        assertThat(other.byName("further")).isPresent();
    }

    @Test
    void an_operator_adds_and_renews_types_and_never_goes_back() {
        TypeRegistry registry = TypeRegistry.start(stores, BUOY);
        registry.register(naming("further", "buoy"));
        var newer = IntegrationType.of(naming("further", "buoy").toValues().with("version", "3"));
        assertThat(registry.register(newer).id())
                .isEqualTo(stores.row("further").id());
        assertThat(registry.requireByName("further").type().version()).isEqualTo("3");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> registry.register(naming("further", "buoy")))
                .withMessageContaining("[version]");
        var sameAsCode = IntegrationType.of(typeOf("buoy", "1").toValues().with("description", "mine"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> registry.register(sameAsCode))
                .withMessageContaining("[version]");
    }

    @Test
    void an_operators_wrong_type_is_refused_with_all_violations() {
        TypeRegistry registry = TypeRegistry.start(stores, BUOY);
        var wrong = IntegrationType.of(naming("further", "nobody").toValues().without("display_name"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> registry.register(wrong))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::rule)
                        .containsExactly("required", "unknown_handler"));
    }

    @Test
    void another_node_that_is_faster_is_taken_into_account() {
        stores.beforeNextWrite(() -> TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "2")))));
        KnownType known = TypeRegistry.start(stores, BUOY).requireByName("buoy");
        assertThat(known.type().version()).isEqualTo("2");
        stores.beforeNextWrite(() -> TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "4")))));
        known = TypeRegistry.start(stores, Handlers.of(new Source(typeOf("buoy", "3"))))
                .requireByName("buoy");
        assertThat(known.type().version()).isEqualTo("4");
    }

    @Test
    void many_nodes_starting_at_once_agree() throws Exception {
        int nodes = 8;
        var barrier = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            var started = IntStream.range(0, nodes)
                    .mapToObj(node -> threads.submit(() -> {
                        barrier.await();
                        return TypeRegistry.start(
                                stores,
                                Handlers.of(new Source(typeOf("buoy", "" + node % 4)))
                                        .and(WEATHER));
                    }))
                    .toList();
            for (var node : started) {
                assertThat(node.get().byName("buoy")).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(stores.row("buoy").version()).isEqualTo("3");
        assertThat(stores.types().page("", Map.of(), "", 100)).hasSize(3);
    }

    private void put(String id, IntegrationType type) {
        stores.types().insert(row(id, type));
    }

    private static RegisteredType row(String id, IntegrationType type) {
        return new RegisteredType(id, type.name(), type.handlerModule(), type.version(), "row", true, type, 0);
    }

    private static IntegrationType naming(String name, String handlerModule) {
        return IntegrationType.of(typeOf(name, "1").toValues().with("handler_module", handlerModule));
    }
}
