package io.fleetstop.wire.volcengine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ApiCallTest {
    private static final String QUERY = "Action=StopInstances&Version=2020-04-01";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | &InstanceIds.2=b&ForceStop=true&InstanceIds.10=c&InstanceIds.1=a |                                   |
            POST |                                | application/x-www-form-urlencoded | InstanceIds.10=c&InstanceIds.2=b&ForceStop=True&InstanceIds.1=a
            POST |                                | application/json                  | {"InstanceIds":["a","b","c"],"ForceStop":true}
            POST |                                | application/json                  | {"ForceStop":"TRUE","InstanceIds.1":"a","InstanceIds.3":"c","InstanceIds.2":"b"}
            POST | &InstanceIds.1=a               | application/json                  | {"InstanceIds":["x","b","c"],"ForceStop":true}
            """)
    void parameters_are_read_from_query_form_and_json_in_any_order(
            String method, String more, String type, String body) {
        var call = read(method, QUERY + (more == null ? "" : more), type, body == null ? "" : body);

        assertThat(call.action()).contains("StopInstances");
        assertThat(call.version()).contains("2020-04-01");
        assertThat(call.parameters().numbered("InstanceIds")).containsExactly("a", "b", "c");
        assertThat(call.parameters().flag("ForceStop")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "True,true", "TRUE,true", "False,false", "'',false"})
    void booleans_come_in_any_case(String text, boolean value) {
        assertThat(read("GET", QUERY + "&ForceStop=" + text, null, "")
                        .parameters()
                        .flag("ForceStop"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10001", "x", "-1", "1.2", ""})
    void member_of_a_list_without_a_number_is_refused_and_not_left_out(String number) {
        var call = read("GET", QUERY + "&InstanceIds.1=a&InstanceIds." + number + "=b", null, "");

        assertThat(catchThrowableOfType(
                                ApiRefusal.class, () -> call.parameters().numbered("InstanceIds"))
                        .error()
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void word_that_is_no_boolean_is_refused() {
        var call = read("GET", QUERY + "&ForceStop=1", null, "");

        assertThat(catchThrowableOfType(
                                ApiRefusal.class, () -> call.parameters().flag("ForceStop"))
                        .error()
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void parameter_without_a_name_is_tolerated() {
        var call = read("GET", QUERY + "&=%7Bx%7D", null, "");

        assertThat(call.query().values()).containsEntry("", "{x}");
    }

    @Test
    void action_in_the_body_is_none() {
        assertThat(read("POST", "Version=2020-04-01", FORM, "Action=StopInstances")
                        .action())
                .isEmpty();
    }

    @Test
    void nested_json_has_the_flat_names_of_a_query() {
        var call = read("POST", QUERY, JSON, """
                {"TagFilters":[{"Key":"env","Values":["a","b"]}],"MaxResults":100,"NextToken":null}""");

        assertThat(call.parameters().values())
                .containsEntry("TagFilters.1.Key", "env")
                .containsEntry("TagFilters.1.Values.2", "b")
                .containsEntry("MaxResults", "100")
                .doesNotContainKey("NextToken");
    }

    @Test
    void place_of_a_json_list_that_holds_nothing_is_empty() {
        assertThat(read("POST", QUERY, JSON, "{\"InstanceIds\":[\"a\",null]}")
                        .parameters()
                        .numbered("InstanceIds"))
                .containsExactly("a", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{", "{\"A\":1,\"A\":2}", "{}{}", "{\"A\":[1],\"A.1\":2}"})
    void json_that_is_no_object_or_can_be_read_in_two_ways_is_refused(String body) {
        assertThat(refusal(QUERY, JSON, body)).isEqualTo("InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "", FORM})
    void body_of_another_type_than_it_says_is_not_passed_over(String type) {
        assertThat(refusal(QUERY + "&InstanceIds.1=a", type, "{\"DryRun\":true}"))
                .isEqualTo("InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action=a&Action=b", "Action=%zz"})
    void query_that_can_be_read_in_two_ways_or_none_is_refused(String query) {
        assertThat(refusal(query, FORM, "")).isEqualTo("InvalidArgument");
    }

    private static String refusal(String query, String type, String body) {
        return catchThrowableOfType(ApiRefusal.class, () -> read("POST", query, type, body))
                .error()
                .code();
    }

    private static ApiCall read(String method, String query, String type, String body) {
        return ApiCall.read(
                method,
                query,
                type == null ? Map.of() : Map.of("content-type", type),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
