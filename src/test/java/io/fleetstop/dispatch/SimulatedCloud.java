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
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.StopOrder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            public Uni<StopAnswers> stop(StopOrder order) {
                return call(order, begun);
            }

            @Override
            public boolean stopsMany(boolean confirm) {
                return true;
            }

            @Override
            public Uni<StopAnswer> check(CheckOrder order) {
                return call(order, begun).map(answers -> answers.of(order.instanceId()));
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

    private Uni<StopAnswers> call(Order order, Consumer<Order> begun) {
        begun.accept(order);
        calls++;
        return later(() -> answers(order));
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

    private StopAnswers answers(Order order) {
        int weather = badWeather ? random.nextInt(100) : 99;
        if (weather < 6) {
            return whole(order, Kind.THROTTLED);
        } else if (weather < 10) {
            return whole(order, Kind.UNSENT);
        } else if (weather < 16) {
            return whole(order, Kind.UNKNOWN);
        } else if (denied) {
            return whole(order, Kind.DENIED);
        }
        Optional<Kind> refusal = order.instanceIds().stream()
                .map(instances::get)
                .map(SimulatedCloud::refusal)
                .filter(Objects::nonNull)
                .findFirst();
        // One cloud gives a verdict on each, another refuses the whole call before it does anything.
        if (refusal.isPresent() && random.nextBoolean()) {
            return whole(order, refusal.get());
        }
        Map<String, StopAnswer> each = new HashMap<>();
        order.instanceIds().forEach(id -> each.put(id, answer(verdict(order, id))));
        return weather < 26 ? whole(order, Kind.UNKNOWN) : new StopAnswers(each);
    }

    private StopAnswers whole(Order order, Kind kind) {
        return StopAnswers.ofAll(order.instanceIds(), answer(kind));
    }

    private static Kind refusal(Instance instance) {
        return instance.forbidden ? Kind.DENIED : instance.gone ? Kind.REFUSED : null;
    }

    private Kind verdict(Order order, String id) {
        int weather = badWeather ? random.nextInt(100) : 99;
        Instance instance = instances.get(id);
        if (weather < 3) {
            return Kind.THROTTLED;
        } else if (weather < 7) {
            return Kind.BUSY;
        } else if (refusal(instance) != null) {
            return refusal(instance);
        }
        Kind kind = order instanceof StopOrder stop ? stopped(id, instance, stop.force()) : checked(instance);
        return weather < 9 ? Kind.UNKNOWN : kind;
    }

    private Kind stopped(String id, Instance instance, boolean force) {
        if (instance.state == State.RUNNING) {
            instance.stops++;
            told.accept(id + " goes down");
            instance.state = State.STOPPING;
            instance.everDown = true;
            if (instance.stops > 1 && instance.restartedAt.isBefore(clock.get().minus(UNAVOIDABLE))) {
                violation.accept(id + " was stopped a second time");
            }
            time.after(force ? Duration.ofMillis(10) : upTo(8000), () -> down(instance));
            return Kind.ACCEPTED;
        }
        if (instance.state == State.STOPPING && force) {
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
