package io.fleetstop.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@db:6432/app,             db:6432/app,                 u,      p",
        "postgres://u:p@db/app,                    db:5432/app,                 u,      p",
        "postgresql://u@db/app,                    db:5432/app,                 u,",
        "postgresql://u:p@[::1]:5433/app,          '[::1]:5433/app',            u,      p",
        "postgresql://u:p@[fe80::1]/app,           '[fe80::1]:5432/app',        u,      p",
        "postgresql://u:p@my_db/app,               my_db:5432/app,              u,      p",
        "postgresql://u:p@db/app?sslmode=require,  db:5432/app?sslmode=require, u,      p",
        "postgresql://a%40b:p%3A%2F%25@db/app,     db:5432/app,                 a@b,    p:/%",
        "postgresql://u:a+b$c@db/app,              db:5432/app,                 u,      a+b$c",
        "postgresql://u:%C3%BC@db/app,             db:5432/app,                 u,      ü",
    })
    void url_falls_into_address_user_and_password(String url, String address, String user, String password) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);

        assertThat(parsed.address()).isEqualTo(address);
        assertThat(parsed.user()).isEqualTo(user);
        assertThat(parsed.password().orElse(null)).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:s3cret@db/app",
                "jdbc:postgresql://u:s3cret@db/app",
                "postgresql://db/app",
                "postgresql://u:s3cret@db",
                "postgresql://u:s3cret@db/",
                "postgresql://u:s3cret@@db/app",
                "postgresql://u:s3cret/x@db/app",
                "postgresql://u:s3cret@db:port/app",
                "postgresql://u:s3cret@db:0/app",
                "postgresql://u:s3cret@db:65536/app",
                "postgresql://u:s3cret%zz@db/app",
                "postgresql://u:s3cret@a,b/app",
            })
    void malformed_url_is_refused_without_telling_the_password(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("fleetstop.database.url")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void text_form_keeps_the_password_to_itself() {
        assertThat(DatabaseUrl.parse("postgresql://u:s3cret@db/app")).hasToString("postgresql://db:5432/app");
    }
}
