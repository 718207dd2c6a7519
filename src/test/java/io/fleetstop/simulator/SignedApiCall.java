package io.fleetstop.simulator;

import io.fleetstop.testing.SignedByHand;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls in Volcengine's dialect, signed by hand, for what the vendor's client never sends. */
final class SignedApiCall {
    private SignedApiCall() {}

    static HttpResponse<String> stop(String endpoint, List<String> ids, Map<String, String> more) throws Exception {
        return get(endpoint, "StopInstances", numbered(ids, more));
    }

    static SortedMap<String, String> numbered(List<String> ids, Map<String, String> more) {
        SortedMap<String, String> parameters = new TreeMap<>(more);
        for (int i = 0; i < ids.size(); i++) {
            parameters.put("InstanceIds." + (i + 1), ids.get(i));
        }
        return parameters;
    }

    static HttpResponse<String> get(String endpoint, String action, Map<String, String> parameters) throws Exception {
        return SignedCall.send(signed("GET", endpoint, action, parameters, "", ""));
    }

    static HttpResponse<String> post(String endpoint, String action, String contentType, String body) throws Exception {
        return SignedCall.send(signed("POST", endpoint, action, Map.of(), contentType, body));
    }

    static HttpRequest.Builder signed(
            String method,
            String endpoint,
            String action,
            Map<String, String> parameters,
            String contentType,
            String body) {
        return new SignedByHand(endpoint, "simulator", "simulator-secret")
                .call(method, action, parameters, contentType, body);
    }
}
