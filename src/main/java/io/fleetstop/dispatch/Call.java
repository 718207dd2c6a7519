package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Look;
import io.fleetstop.dispatch.Step.Send;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.StopAnswer.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call in the air.
 *
 * @param operations what it is about: all of one job, all asking for the same
 * @param sentAt by the loop's clock
 */
record Call(List<Operation> operations, long sentAt) {
    LeasedJob job() {
        return first().job;
    }

    Order order() {
        List<String> ids =
                operations.stream().map(operation -> operation.instanceId).toList();
        Orders orders = job().orders();
        return first().isProbing() ? orders.check(ids.get(0)) : orders.order(ids, first().isForcing());
    }

    /** What comes next for each. Those that met the same wait equally long, so that they go together again. */
    Map<Operation, Step> next(Verdict verdict) {
        Map<Operation, Step> next = new LinkedHashMap<>();
        Map<Kind, Step> known = new EnumMap<>(Kind.class);
        for (Operation operation : operations) {
            Step step = verdict.afterCall(operation);
            Step first = known.putIfAbsent(operation.last().kind(), step);
            boolean waits =
                    step instanceof Look && first instanceof Look || step instanceof Send && first instanceof Send;
            next.put(operation, waits ? first : step);
        }
        return next;
    }

    /** The account was refused for the sake of these instances, while it was allowed to stop others. */
    boolean isDeniedAlone() {
        return operations.stream().anyMatch(Operation::isDeniedAlone);
    }

    /** Which try it is for the one that was tried most, from 1. */
    int attempt() {
        return operations.stream().mapToInt(Operation::attempts).max().orElse(0) + 1;
    }

    private Operation first() {
        return operations.get(0);
    }
}
