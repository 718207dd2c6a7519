package io.fleetstop.wire.aliyun;

import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NonceMemoryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(60);

    @Test
    void nonce_is_new_once_for_each_key() {
        NonceMemory memory = new NonceMemory(10);

        assertThat(memory.isNew("key", "n", EXPIRY, NOW)).isTrue();
        assertThat(memory.isNew("key", "n", EXPIRY, NOW)).isFalse();
        assertThat(memory.isNew("other", "n", EXPIRY, NOW)).isTrue();
    }

    @Test
    void nonce_is_remembered_until_its_call_is_too_old_anyway() {
        NonceMemory memory = new NonceMemory(10);
        memory.isNew("key", "n", EXPIRY, NOW);

        assertThat(memory.isNew("key", "n", EXPIRY, EXPIRY)).isFalse();
        assertThat(memory.isNew("key", "n", EXPIRY, EXPIRY.plusMillis(1))).isTrue();
    }

    @Test
    void past_its_capacity_it_forgets_what_would_expire_first() {
        NonceMemory memory = new NonceMemory(2);
        memory.isNew("key", "late", EXPIRY.plusSeconds(1), NOW);
        memory.isNew("key", "soon", EXPIRY, NOW);
        memory.isNew("key", "third", EXPIRY.plusSeconds(2), NOW);

        assertThat(memory.isNew("key", "late", EXPIRY, NOW)).isFalse();
    }
}
