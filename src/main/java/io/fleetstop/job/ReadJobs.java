package io.fleetstop.job;

import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads jobs for people. Another tenant's job does not exist. */
@ApplicationScoped
public class ReadJobs {
    private final Sessions sessions;

    ReadJobs(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @return the job without its operations, or null where there is no such job */
    public Uni<StopJob> summary(String tenant, UUID id) {
        return sessions.read(() -> row(tenant, id).onItem().ifNotNull().transform(job -> job.toJob(null)));
    }

    /** @return the job with its operations, or null where there is no such job */
    public Uni<StopJob> job(String tenant, UUID id) {
        return sessions.read(() -> row(tenant, id)
                .onItem()
                .ifNotNull()
                .transformToUni(job -> outcomes(id).map(outcomes -> job.toJob(operations(job, outcomes)))));
    }

    /**
     * @param ids of the tenant's own jobs
     * @return the jobs without their operations, in the order of the ids; those that are deleted by now are missing
     */
    public Uni<List<StopJob>> summaries(List<UUID> ids) {
        return sessions.read(() -> StopJobRow.<StopJobRow>list("id IN ?1", ids)).map(rows -> {
            Map<UUID, StopJobRow> byId = rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
            return ids.stream()
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .map(row -> row.toJob(null))
                    .toList();
        });
    }

    private static Uni<StopJobRow> row(String tenant, UUID id) {
        return StopJobRow.find("id = ?1 AND tenant = ?2", id, tenant).firstResult();
    }

    private static Uni<List<StopOutcomeRow>> outcomes(UUID id) {
        return StopOutcomeRow.list("jobId", Sort.by("ordinal"), id);
    }

    /** The two reads see different moments: progress is counted from the second, so that an answer never contradicts itself. */
    private static List<StopJob.Operation> operations(StopJobRow job, List<StopOutcomeRow> outcomes) {
        Map<Integer, StopOutcomeRow> byOrdinal =
                outcomes.stream().collect(Collectors.toMap(outcome -> (int) outcome.ordinal, Function.identity()));
        return IntStream.range(0, job.instanceIds.length)
                .mapToObj(ordinal -> operation(job, ordinal, byOrdinal.get(ordinal)))
                .toList();
    }

    private static StopJob.Operation operation(StopJobRow job, int ordinal, StopOutcomeRow outcome) {
        String instanceId = job.instanceIds[ordinal];
        return outcome == null ? StopJob.Operation.pending(instanceId, job.createdAt) : outcome.toOperation(instanceId);
    }
}
