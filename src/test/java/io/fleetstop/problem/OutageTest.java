package io.fleetstop.problem;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.hibernate.HibernateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("refused"),
                new NoStackTraceThrowable("Timeout"),
                new ConnectionPoolTooBusyException("full"),
                ClosedConnectionException.INSTANCE,
                new TimeoutException(),
                new BulkheadException("full"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void outage_is_known_however_deep_it_is_wrapped(Throwable outage) {
        assertThat(Outage.isBehind(outage)).isTrue();
        assertThat(Outage.isBehind(new HibernateException(outage))).isTrue();
        assertThat(Outage.isBehind(new CompletionException(new IllegalStateException(outage))))
                .isTrue();
        assertThat(Outage.isBehind(new CompositeException(outage, new NullPointerException())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "57P01", "57P03", "53300", "08006", "58030"})
    void database_that_cannot_serve_is_an_outage(String sqlState) {
        assertThat(Outage.isBehind(new PgException("message", "FATAL", sqlState, "detail")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23514", "42P01", "42601"})
    void mistake_of_ours_is_none(String sqlState) {
        assertThat(Outage.isBehind(new PgException("message", "ERROR", sqlState, "detail")))
                .isFalse();
    }

    static Stream<Throwable> others() {
        return Stream.of(new NullPointerException(), new IOException("Request too large"), new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("others")
    void other_failures_are_none(Throwable failure) {
        assertThat(Outage.isBehind(failure)).isFalse();
    }
}
