package org.symposium.core;

import java.util.concurrent.CompletableFuture;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;

/** The engine as one of its users may use it: nothing of anybody else can be seen or touched from here. Thread-safe. */
public final class OwnerView {
    private final Engine engine;
    private final String owner;

    OwnerView(Engine engine, String owner) {
        this.engine = engine;
        this.owner = checked(owner);
    }

    /** Whose view it is. */
    public String owner() {
        return owner;
    }

    /** Connections to services. */
    public Integrations integrations() {
        return new Integrations(engine.parts(), owner);
    }

    /** Connections to services that ask the owner for consent. */
    public OAuth oauth() {
        return new OAuth(engine.parts(), owner);
    }

    /** What fetches. */
    public Sources sources() {
        return new Sources(engine.parts(), owner);
    }

    /** What delivers. */
    public Outputs outputs() {
        return new Outputs(engine.parts(), owner);
    }

    /** What runs several sources. */
    public Queries queries() {
        return new Queries(engine.parts(), owner);
    }

    /** Saved choices of cards. */
    public Views views() {
        return new Views(engine.parts(), owner);
    }

    /** What was fetched. */
    public Cards cards() {
        return new Cards(engine.parts(), owner);
    }

    /** What was run. */
    public Executions executions() {
        return new Executions(engine.parts(), owner);
    }

    /** What was delivered, and what failed. */
    public Deliveries deliveries() {
        return new Deliveries(engine, owner);
    }

    /** Who used which credentials, when and why. */
    public Audit audit() {
        return new Audit(engine.parts(), owner);
    }

    /** What waits to be run, and what is being run. */
    public Runs runs() {
        return new Runs(engine.parts(), owner);
    }

    /** See {@link Engine#execute}. */
    public RunResult execute(String sourceId) {
        return engine.execute(owner, sourceId);
    }

    /** See {@link Engine#deliver}. */
    public RunResult deliver(String outputId) {
        return engine.deliver(owner, outputId);
    }

    /** See {@link Engine#query}. */
    public RunResult query(String queryId) {
        return engine.query(owner, queryId);
    }

    /** See {@link Engine#deliverTest}. */
    public RunResult deliverTest(String outputId, String recipient) {
        return engine.deliverTest(owner, outputId, recipient);
    }

    /** See {@link Engine#preview}. */
    public Preview preview(String outputId) {
        return engine.preview(owner, outputId);
    }

    /** See {@link Engine#refresh}. */
    public RunResult refresh(String cardId) {
        return engine.refresh(owner, cardId);
    }

    /** See {@link Engine#reformat}. */
    public Card reformat(String cardId) {
        return engine.reformat(owner, cardId);
    }

    /** See {@link Engine#refreshAsync}. */
    public CompletableFuture<RunResult> refreshAsync(String cardId) {
        return engine.refreshAsync(owner, cardId);
    }

    /** See {@link Engine#executeAsync}. */
    public CompletableFuture<RunResult> executeAsync(String sourceId) {
        return engine.executeAsync(owner, sourceId);
    }

    /** See {@link Engine#deliverAsync}. */
    public CompletableFuture<RunResult> deliverAsync(String outputId) {
        return engine.deliverAsync(owner, outputId);
    }

    /** See {@link Engine#queryAsync}. */
    public CompletableFuture<RunResult> queryAsync(String queryId) {
        return engine.queryAsync(owner, queryId);
    }

    /** See {@link Engine#executeLater}. */
    public String executeLater(String sourceId) {
        return engine.executeLater(owner, sourceId);
    }

    /** See {@link Engine#deliverLater}. */
    public String deliverLater(String outputId) {
        return engine.deliverLater(owner, outputId);
    }

    /** See {@link Engine#queryLater}. */
    public String queryLater(String queryId) {
        return engine.queryLater(owner, queryId);
    }

    /** See {@link Engine#cancel}. */
    public boolean cancel(String executionId) {
        return engine.cancel(owner, executionId);
    }

    private static String checked(String owner) {
        if (owner.isBlank() || owner.length() > 200 || owner.indexOf('\0') >= 0) {
            throw new InvalidInputException("owner", "length", "must have 1 to 200 characters");
        }
        return owner;
    }
}
