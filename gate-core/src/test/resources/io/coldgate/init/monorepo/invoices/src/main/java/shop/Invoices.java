package shop;

import java.util.Map;

public final class Invoices {
    public String handle(Map<String, Object> event) {
        return String.valueOf(event.get("detail-type"));
    }
}
