package io.fleetstop.wire.aliyun;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerFormatTest {

    @Test
    void list_is_written_as_elements_of_one_name() {
        JsonObject tree = new JsonObject()
                .put(
                        "Statuses",
                        new JsonObject().put("Status", new JsonArray().add("a").add("b")))
                .put("None", new JsonObject().put("Nothing", new JsonArray()));

        assertThat(AnswerFormat.XML.write("R", tree))
                .endsWith("<R><Statuses><Status>a</Status><Status>b</Status></Statuses><None></None></R>");
    }

    @Test
    void text_is_escaped_and_what_xml_cannot_hold_is_replaced() {
        JsonObject tree = new JsonObject().put("T", "<a href=\"x\">'&'\u0000\u001b</a>");

        assertThat(AnswerFormat.XML.write("R", tree))
                .endsWith("<T>&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;\uFFFD\uFFFD&lt;/a&gt;</T></R>");
    }
}
