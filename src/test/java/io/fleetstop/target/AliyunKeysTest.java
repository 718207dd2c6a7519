package io.fleetstop.target;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import io.fleetstop.provider.AccessKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AliyunKeysTest {

    @Test
    void a_temporary_key_is_good_until_it_expires() {
        var expiry = Instant.parse("2026-01-01T01:00:00Z");

        assertThat(found("TOKEN", expiry.toEpochMilli()))
                .isEqualTo(new KeySource.Found(new AccessKey("AKID", "SECRET", "TOKEN"), expiry));
    }

    @Test
    void a_key_without_an_expiry_lasts() {
        assertThat(found(null, 0)).isEqualTo(new KeySource.Found(new AccessKey("AKID", "SECRET", null), Instant.MAX));
    }

    private static KeySource.Found found(String token, long expiration) {
        return new AliyunKeys(new AlibabaCloudCredentialsProvider() {
                    @Override
                    public CredentialModel getCredentials() {
                        return CredentialModel.builder()
                                .accessKeyId("AKID")
                                .accessKeySecret("SECRET")
                                .securityToken(token)
                                .expiration(expiration)
                                .build();
                    }

                    @Override
                    public String getProviderName() {
                        return "scripted";
                    }

                    @Override
                    public void close() {}
                })
                .find();
    }
}
