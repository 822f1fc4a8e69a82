package dev.slipway.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a registry says about its refusal (OCI distribution-spec, "Error Codes"), short. */
public final class ErrorBody {
    private static final int MAX_BYTES = 8 << 10;
    private static final int MAX_CHARS = 200;

    private ErrorBody() {}

    /** Reads and closes the body: {@code 404 MANIFEST_UNKNOWN: manifest unknown}, or the status alone. */
    public static String describe(Response response) {
        String text;
        try (response) {
            text = new String(response.body().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            text = "";
        }
        String detail = detail(text);
        return "status " + response.status() + (detail.isEmpty() ? "" : ", " + detail);
    }

    /** Pages of HTML from proxies are of no use in a message; only the specified form is shown. */
    private static String detail(String text) {
        JsonNode root;
        try {
            root = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (StrictJson.Unsound e) {
            return "";
        }
        JsonNode first = root.path("errors").path(0);
        String code = first.path("code").asText("");
        String message = first.path("message").asText(root.path("details").asText(""));
        String joined = code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
        return joined.length() <= MAX_CHARS ? joined : joined.substring(0, MAX_CHARS) + "...";
    }
}
