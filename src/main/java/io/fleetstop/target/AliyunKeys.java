package io.fleetstop.target;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import io.fleetstop.provider.AccessKey;
import java.time.Instant;

/** Keys of Alibaba Cloud's default chain: system properties, environment, OIDC role, profile, instance role. */
record AliyunKeys(AlibabaCloudCredentialsProvider chain) implements KeySource {

    @Override
    public Found find() {
        CredentialModel found = chain.getCredentials();
        return new Found(
                new AccessKey(found.getAccessKeyId(), found.getAccessKeySecret(), found.getSecurityToken()),
                found.getExpiration() > 0 ? Instant.ofEpochMilli(found.getExpiration()) : Instant.MAX);
    }
}
