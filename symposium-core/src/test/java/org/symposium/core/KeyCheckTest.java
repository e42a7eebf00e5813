package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/** A wrong key is found when an engine is built, before it meets a credential. */
class KeyCheckTest {
    private static final String OLD = "old:" + AesGcmVault.newKey();
    private static final String NEW = "new:" + AesGcmVault.newKey();

    private final InMemoryStores stores = new InMemoryStores();

    private Engine engine(String keys) {
        return engine(keys, builder -> builder);
    }

    private Engine engine(String keys, UnaryOperator<EngineBuilder> choices) {
        return choices.apply(Engine.builder()
                        .stores(stores)
                        .vault(AesGcmVault.ofBase64(keys))
                        .handler(new Fakes.Source(
                                run -> CardData.of(run.credentials().reveal("api_key")))))
                .build();
    }

    private static String integration(Engine engine) {
        return engine.forOwner("ada")
                .integrations()
                .create("echo", "Mine", Credentials.of("api_key", "s3cret-key"))
                .id();
    }

    private static RunResult ran(Engine engine, String integrationId) {
        var ada = engine.forOwner("ada");
        return ada.execute(ada.sources()
                .create(integrationId, "x", Settings.of("query", "x"))
                .id());
    }

    @Test
    void the_same_key_starts_again_and_again() {
        String id = integration(engine(OLD));

        assertThat(ran(engine(OLD), id).status()).isEqualTo(Status.SUCCESS);
        assertThat(stores.table(Memo.KIND).find("", "vault.check").orElseThrow().revision())
                .as("nothing is written again")
                .isEqualTo(1);
    }

    @Test
    void another_key_is_refused_with_what_to_do() {
        engine(OLD, builder -> builder.environment("production"));

        assertThatThrownBy(() -> engine(NEW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of the environment 'production'")
                .hasMessageContaining("not the one they were first used with")
                .hasMessageContaining("the encryption key")
                .hasMessageContaining("key new")
                .hasMessageContaining("keyLost(\"")
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .doesNotContain(OLD.substring(4, 12))
                        .doesNotContain(NEW.substring(4, 12))
                        .doesNotContain("sym1"));
    }

    @Test
    void a_new_key_before_the_old_one_becomes_primary() {
        String id = integration(engine(OLD));
        Engine engine = engine(NEW + "," + OLD);

        assertThat(ran(engine, id).status()).isEqualTo(Status.SUCCESS);
        assertThat(engine.operator().keys()).containsExactly(new KeyUse("new", true, 0), new KeyUse("old", false, 1));
        assertThat(engine(OLD + "," + NEW).operator().keys())
                .containsExactly(new KeyUse("old", true, 1), new KeyUse("new", false, 0));
    }

    @Test
    void a_key_that_is_still_needed_is_missed() {
        integration(engine(OLD));
        engine(NEW + "," + OLD);

        assertThatThrownBy(() -> engine(NEW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 credentials are sealed with the key '")
                .hasMessageContaining("rewrap()");
    }

    @Test
    void a_key_that_is_needed_no_more_may_go_for_good() {
        engine(OLD);
        Engine engine = engine(NEW + "," + OLD);
        String id = integration(engine);

        Engine without = engine(NEW);

        assertThat(ran(without, id).status()).isEqualTo(Status.SUCCESS);
        assertThat(without.operator().keys()).containsExactly(new KeyUse("new", true, 1));
        assertThatThrownBy(() -> engine(OLD)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void an_engine_starts_without_a_lost_key_only_when_told_so() {
        String lost = integration(engine(OLD));
        String oldKey = engine(OLD).operator().keys().get(0).keyId();
        assertThat(oldKey).isEqualTo("old");
        assertThatThrownBy(() -> engine(NEW, builder -> builder.keyLost("another")))
                .isInstanceOf(InvalidInputException.class);
        String asTold = markOf(OLD);

        Engine engine = engine(NEW, builder -> builder.keyLost(asTold));

        RunResult failed = ran(engine, lost);
        assertThat(failed.status()).isEqualTo(Status.FAILURE);
        assertThat(failed.failure().orElseThrow().message()).contains("sealed with the key " + asTold);
        assertThat(failed.failure().orElseThrow().suggestion()).contains("enter the credential again");
        engine.forOwner("ada").integrations().rotate(lost, Credentials.of("api_key", "another-key"));
        assertThat(ran(engine(NEW), lost).status()).isEqualTo(Status.SUCCESS);
    }

    /** As an engine sees the key that does not have it. */
    private static String markOf(String key) {
        var place = new CredentialVault.Place("", "", "");
        return AesGcmVault.ofBase64(NEW).keyId(AesGcmVault.ofBase64(key).seal(new byte[0], place));
    }

    @Test
    void stores_of_another_environment_are_refused() {
        engine(OLD);
        engine(OLD, builder -> builder.environment("production"));

        engine(OLD).close();
        assertThatThrownBy(() -> engine(OLD, builder -> builder.environment("staging")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'production'")
                .hasMessageContaining("'staging'");
    }

    @Test
    void of_nodes_that_start_at_once_with_different_keys_one_key_wins() {
        List<CompletableFuture<String>> starts = IntStream.range(0, 8)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> {
                    try {
                        engine(node % 2 == 0 ? OLD : NEW);
                        return node % 2 == 0 ? "old" : "new";
                    } catch (InvalidInputException e) {
                        return "refused";
                    }
                }))
                .toList();

        List<String> outcomes = starts.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).filteredOn("refused"::equals).hasSize(4);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals("refused"))
                .hasSize(4)
                .containsOnly(winner(outcomes));
    }

    private static String winner(List<String> outcomes) {
        return outcomes.contains("old") ? "old" : "new";
    }

    @Test
    void a_vault_that_can_not_be_reached_starts_nothing() {
        engine(OLD);
        CredentialVault away = new CredentialVault() {
            @Override
            public String seal(byte[] plain, Place place) {
                throw new VaultException(Trouble.UNAVAILABLE, "The vault does not answer.", "Try again later.");
            }

            @Override
            public byte[] open(String sealed, Place place) {
                throw new VaultException(Trouble.UNAVAILABLE, "The vault does not answer.", "Try again later.");
            }

            @Override
            public boolean primary(String sealed) {
                return true;
            }

            @Override
            public String keyId(String sealed) {
                return "1";
            }
        };

        assertThatThrownBy(() -> Engine.builder().stores(stores).vault(away).build())
                .isInstanceOf(VaultException.class)
                .hasMessage("The vault does not answer.");
    }

    @Test
    void engines_over_the_same_memory_share_a_key_that_nobody_gave_them() {
        var one = Engine.builder()
                .stores(stores)
                .handler(new Fakes.Source(run -> CardData.of(run.credentials().reveal("api_key"))))
                .build();
        var other = Engine.builder()
                .stores(stores)
                .handler(new Fakes.Source(run -> CardData.of(run.credentials().reveal("api_key"))))
                .build();

        assertThat(ran(other, integration(one)).status()).isEqualTo(Status.SUCCESS);
    }
}
