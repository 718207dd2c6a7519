package io.fleetstop.wire.aliyun;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The two forms in which the vendor writes an answer. */
public enum AnswerFormat {
    JSON("application/json;charset=utf-8") {
        @Override
        public String write(String rootElement, JsonObject tree) {
            return tree.encode();
        }
    },
    XML("text/xml;charset=utf-8") {
        @Override
        public String write(String rootElement, JsonObject tree) {
            return XmlText.of(rootElement, tree);
        }
    };

    private final String contentType;

    AnswerFormat(String contentType) {
        this.contentType = contentType;
    }

    /** What the call asks for: {@code Accept} in version 3, {@code Format} in version 1, whose old default is XML. */
    public static AnswerFormat askedBy(RpcCall call) {
        String asked = call.isV3()
                ? call.headers().getOrDefault("accept", "json")
                : call.parameter("Format").orElse("XML");
        String lowerCase = asked.toLowerCase(Locale.ROOT);
        // A browser's Accept lists XML among many; only who asks for XML and not for JSON gets it.
        return lowerCase.contains("xml") && !lowerCase.contains("json") ? XML : JSON;
    }

    public String contentType() {
        return contentType;
    }

    /** @param rootElement the outermost element, which only XML shows */
    public abstract String write(String rootElement, JsonObject tree);
}
