package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.util.List;

/** One page of a list: 50 items unless fewer are requested, and a marker when there are more. */
final class Page {
    private static final int DEFAULT_ITEMS = 50;
    private static final int MOST_ITEMS = 10_000;

    private Page() {}

    static Reply of(Call call, String member, List<ObjectNode> items) {
        int from = number(call, "Marker", 0);
        int most = number(call, "MaxItems", DEFAULT_ITEMS);
        new Constraints().range("maxItems", most, 1, MOST_ITEMS).verify();
        // AWS returns at most 50 items, however many are requested.
        int to = Math.min(items.size(), from + Math.min(most, DEFAULT_ITEMS));
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray(member);
        items.subList(Math.min(from, to), to).forEach(list::add);
        if (to < items.size()) {
            page.put("NextMarker", Integer.toString(to));
        }
        return Reply.json(200, page);
    }

    private static int number(Call call, String name, int fallback) {
        String text = call.parameter(name);
        try {
            int number = text == null ? fallback : Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The error below answers it.
        }
        throw ApiException.invalid("Invalid " + name + ": " + text);
    }
}
