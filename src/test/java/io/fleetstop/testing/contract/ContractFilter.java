package io.fleetstop.testing.contract;

import io.fleetstop.testing.contract.Exchange.Answer;
import io.fleetstop.testing.contract.Exchange.Request;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Sees every answer that a test gets through REST Assured, and ends the test if it is not as described. */
public final class ContractFilter implements Filter {
    private final Description description;

    public ContractFilter(Description description) {
        this.description = description;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        URI address = URI.create(request.getURI());
        if (address.getRawPath().startsWith("/v1/")) {
            Contract.check(
                    description,
                    new Exchange(
                            new Request(
                                    request.getMethod(),
                                    address,
                                    headers(request.getHeaders()),
                                    body(request.getBody())),
                            new Answer(response.statusCode(), headers(response.headers()), response.asByteArray())));
        }
        return response;
    }

    private static Map<String, String> headers(Headers headers) {
        return headers.asList().stream()
                .collect(Collectors.toMap(Header::getName, Header::getValue, (one, next) -> one + ", " + next));
    }

    private static byte[] body(Object body) {
        if (body == null) {
            return new byte[0];
        }
        return body instanceof byte[] bytes ? bytes : body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
