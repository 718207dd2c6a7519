package io.fleetstop.dispatch;

import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopOrder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Instances that stop and are started again by their owners, behind an API that fails in every way while the weather is bad. */
final class SimulatedCloud {
    static final String TARGET = "target";
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

    /** Neither cloud stops on a condition: what happened since the last read, and during the call, nobody can know. */
    private static final Duration UNAVOIDABLE = Verdict.POLL.plus(CALL_TIMEOUT).plus(CALL_TIMEOUT);

    /** One of them, and what was done to it. */
    static final class Instance {
        State state = State.RUNNING;
        Instant startedAt = SimulatedRecord.BEGIN.minusSeconds(86_400);
        /** No read lists it and no call finds it. */
        boolean gone;
        /** A resource policy refuses it, and only it. */
        boolean forbidden;

        boolean everDown;
        int stops;
        Instant restartedAt = Instant.MIN;
    }

    final Map<String, Instance> instances = new HashMap<>();
    boolean badWeather = true;
    boolean denied;
    int calls;
    private final VirtualLoop time;
    private final RandomGenerator random;
    private final Supplier<Instant> clock;
    private final Consumer<String> violation;
    private final Consumer<String> told;

    SimulatedCloud(
            VirtualLoop time,
            RandomGenerator random,
            Supplier<Instant> clock,
            Consumer<String> violation,
            Consumer<String> told) {
        this.time = time;
        this.random = random;
        this.clock = clock;
        this.violation = violation;
        this.told = told;
    }

    /** @param begun told of each call as it begins */
    Provider provider(Consumer<Order> begun) {
        return new Provider() {
            @Override
            public Uni<StopAnswer> stop(StopOrder order) {
                return call(order, begun);
            }

            @Override
            public Uni<StopAnswer> check(CheckOrder order) {
                return call(order, begun);
            }

            @Override
            public Uni<StatesAnswer> states(List<String> ids) {
                return later(() -> read(ids));
            }
        };
    }

    /** Its owner starts it again. */
    void startAgain(String id) {
        Instance instance = instances.get(id);
        if (instance.state == State.STOPPED) {
            instance.state = State.CHANGING;
            time.after(upTo(3000), () -> {
                instance.state = State.RUNNING;
                instance.startedAt = clock.get();
                instance.restartedAt = instance.startedAt;
                told.accept(id + " runs again");
            });
        }
    }

    private Uni<StopAnswer> call(Order order, Consumer<Order> begun) {
        begun.accept(order);
        calls++;
        return later(() -> answer(order));
    }

    /** What happens, happens in the middle of a call; its answer comes at the end, or is given up for lost by the caller's time-out. */
    private <T> Uni<T> later(Supplier<T> what) {
        Duration half = upTo(CALL_TIMEOUT.toMillis() / 2 - 1);
        return Uni.createFrom()
                .emitter(emitter -> time.after(half, () -> {
                    T answer = what.get();
                    time.after(half, () -> emitter.complete(answer));
                }));
    }

    private StopAnswer answer(Order order) {
        Instance instance = instances.get(order.instanceId());
        int weather = badWeather ? random.nextInt(100) : 99;
        if (weather < 8) {
            return answer(Kind.THROTTLED);
        } else if (weather < 12) {
            return answer(Kind.UNSENT);
        } else if (weather < 20) {
            return answer(Kind.UNKNOWN);
        } else if (weather < 24) {
            return answer(Kind.BUSY);
        } else if (denied || instance.forbidden) {
            return answer(Kind.DENIED);
        } else if (instance.gone) {
            return answer(Kind.REFUSED);
        }
        Kind kind = order instanceof StopOrder stop ? stopped(instance, stop) : checked(instance);
        return answer(weather < 36 ? Kind.UNKNOWN : kind);
    }

    private Kind stopped(Instance instance, StopOrder order) {
        if (instance.state == State.RUNNING) {
            instance.stops++;
            told.accept(order.instanceId() + " goes down");
            instance.state = State.STOPPING;
            instance.everDown = true;
            if (instance.stops > 1 && instance.restartedAt.isBefore(clock.get().minus(UNAVOIDABLE))) {
                violation.accept(order.instanceId() + " was stopped a second time");
            }
            time.after(order.force() ? Duration.ofMillis(10) : upTo(8000), () -> down(instance));
            return Kind.ACCEPTED;
        }
        if (instance.state == State.STOPPING && order.force()) {
            down(instance);
            return Kind.ACCEPTED;
        }
        return Kind.CONFLICT;
    }

    private static void down(Instance instance) {
        if (instance.state == State.STOPPING) {
            instance.state = State.STOPPED;
        }
    }

    private static Kind checked(Instance instance) {
        return instance.state == State.RUNNING ? Kind.CHECK_PASSED : Kind.CONFLICT;
    }

    private StatesAnswer read(List<String> ids) {
        if (badWeather && random.nextInt(100) < 20) {
            return StatesAnswer.failed();
        }
        Map<String, Seen> seen = new HashMap<>();
        for (String id : ids) {
            Instance instance = instances.get(id);
            boolean hidden = badWeather && random.nextInt(100) < 5;
            if (!instance.gone && !hidden) {
                seen.put(id, new Seen(instance.state, new Start(instance.startedAt, instance.startedAt)));
            }
        }
        told.accept("read " + seen);
        return new StatesAnswer(StatesAnswer.Kind.READ, seen, Duration.ZERO, null);
    }

    private Duration upTo(long millis) {
        return Duration.ofMillis(1 + random.nextLong(millis));
    }

    private StopAnswer answer(Kind kind) {
        boolean good = kind == Kind.ACCEPTED || kind == Kind.CHECK_PASSED;
        String code = good ? null : kind.name();
        Duration hint = kind == Kind.THROTTLED && random.nextBoolean() ? upTo(500) : Duration.ZERO;
        return new StopAnswer(kind, code, good ? null : "message", code, null, hint, "request");
    }
}
