package org.symposium.handlers.mailchimp;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;

/**
 * Where an account lives, such as {@code us21}: a part of every address. A key ends in it; with OAuth Mailchimp tells it. Nothing that is not the name of one becomes part of a
 * host.
 */
record DataCentre(String name) {
    /** The fact that holds it, and fills {@code {dc}} in addresses. */
    static final String FACT = "dc";

    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}[0-9]{1,3}");

    /**
     * The data centre of a key: what follows its last hyphen.
     *
     * @throws InvalidInputException when that is none; the message repeats nothing of the key
     */
    static DataCentre ofKey(String key) {
        String end = key.strip().substring(key.strip().lastIndexOf('-') + 1);
        return of(end).orElseThrow(() -> new InvalidInputException(
                "credentials." + MailchimpHandler.KEY,
                "pattern",
                "must end in a hyphen and the account's data centre, such as -us21; copy it whole from Mailchimp"));
    }

    /** That of an integration, if it is known. */
    static Optional<DataCentre> ofFacts(Values facts) {
        return facts.at(FACT) instanceof String name ? of(name) : Optional.empty();
    }

    /** A campaign's page for people, by the number that it has in Mailchimp's own pages. */
    URI page(long webId) {
        return URI.create("https://" + name + ".admin.mailchimp.com/campaigns/show/?id=" + webId);
    }

    private static Optional<DataCentre> of(String name) {
        return FORM.matcher(name).matches() ? Optional.of(new DataCentre(name)) : Optional.empty();
    }
}
