package org.symposium.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.Values;

/**
 * A call as a preview shows it, held against what a service was asked. What is masked, and what an earlier step was yet to answer, may be anything; an id of the delivery
 * is one of the delivery that was sent.
 */
final class ShownCall {
    private static final Pattern OPEN =
            Pattern.compile("\u2022{4}|\u2039[^\u203A]*\u203A|%E2%80%B9.*?%E2%80%BA|(?:%E2%80%A2){4}");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]");

    private final Preview.Call call;
    private final String base;
    private final String shownId;
    private final String sentId;

    private ShownCall(Preview.Call call, String base, String shownId, String sentId) {
        this.call = call;
        this.base = base;
        this.shownId = shownId;
        this.sentId = sentId;
    }

    /** The calls of a preview, as they must be when they are sent to a service under this id of a delivery. */
    static List<ShownCall> of(Preview preview, FakeService service, String sentId) {
        String base = service.uri("").toString();
        return preview.calls().stream()
                .filter(call -> call.shown().has("method"))
                .map(call -> new ShownCall(call, base, preview.deliveryId(), sentId))
                .toList();
    }

    String step() {
        return call.step();
    }

    /** What is not as it was shown; empty when all is. */
    List<String> differences(FakeService.Request request) {
        Values shown = call.shown();
        var found = new ArrayList<String>();
        compare("method", shown.text("method"), request.method(), found);
        compare("address", shown.text("url"), base + request.path(), found);
        String body = shown.text("body", "");
        if (!body.matches("\\d+ bytes")) {
            compare("body", body, request.body(), found);
        }
        for (Map.Entry<String, ?> header : shown.object("headers").asMap().entrySet()) {
            if (!header.getKey().startsWith("(")) { // a signature, or headers that are a secret as a whole
                String sent =
                        request.header(header.getKey().toLowerCase(Locale.ROOT)).orElse("none");
                compare(header.getKey(), String.valueOf(header.getValue()), sent, found);
            }
        }
        return found;
    }

    boolean fits(FakeService.Request request) {
        return differences(request).isEmpty();
    }

    private void compare(String what, String shown, String sent, List<String> found) {
        if (!pattern(shown).matcher(sent).matches()) {
            found.add(what + " of step '" + call.step() + "' was shown as\n" + shown + "\nand sent as\n" + sent);
        }
    }

    private Pattern pattern(String shown) {
        String text = shown.replace(shownId, sentId).replace(wordOf(shownId), wordOf(sentId));
        var regex = new StringBuilder();
        Matcher open = OPEN.matcher(text);
        int from = 0;
        while (open.find()) {
            regex.append(Pattern.quote(text.substring(from, open.start()))).append(".*");
            from = open.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String wordOf(String id) {
        return NO_WORD.matcher(id).replaceAll("");
    }
}
