package io.fleetstop.target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ecs-vpc.cn-hangzhou.aliyuncs.com",
                "https://ecs.aliyuncs.com/",
                "https://gateway.internal:8443",
                "https://10.0.0.7",
                "https://100.100.2.148",
                "http://127.0.0.1:8081",
                "http://localhost:8081"
            })
    void an_address_that_keeps_the_key_safe_is_taken(String endpoint) {
        assertThat(EndpointRule.checked(endpoint).toString()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ecs.cn-hangzhou.aliyuncs.com",
                "http://127.0.0.1.evil.com",
                "http://localhost.evil.com",
                "http://10.0.0.7",
                "HTTPS",
                "ecs.cn-hangzhou.aliyuncs.com",
                "ftp://ecs.cn-hangzhou.aliyuncs.com",
                "file:///etc/passwd",
                "https://user:S3CR3T@ecs.cn-hangzhou.aliyuncs.com",
                "https://ecs.cn-hangzhou.aliyuncs.com@evil.com",
                "https://ecs.cn-hangzhou.aliyuncs.com/path",
                "https://ecs.cn-hangzhou.aliyuncs.com?a=b",
                "https://ecs.cn-hangzhou.aliyuncs.com#f",
                "https://ecs.cn hangzhou.aliyuncs.com",
                "https://100.100.100.200",
                "https://100.96.0.96",
                "https://169.254.169.254",
                "https://169.254.0.1",
                "https://256.1.1.1",
                "https://2852039166",
                "https://0xa9fea9fe",
                "https://169.254.43518",
                "https://metadata.google.internal",
                "https://METADATA.GOOGLE.INTERNAL",
                "https://metadata.google.internal.",
                "https://100.100.100.200.",
                "https://0144.100.100.200",
                "https://[::ffff:169.254.169.254]",
                "https://[fd00:ec2::254]",
                "https://",
                ""
            })
    void any_other_address_is_refused_without_repeating_it(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointRule.checked(endpoint))
                .withMessageNotContaining("S3CR3T");
    }
}
