package io.fleetstop.target;

import java.util.Arrays;
import java.util.Optional;

/** The clouds by their names in the configuration and in answers. */
public enum Cloud {
    ALIYUN("aliyun"),
    VOLCENGINE("volcengine");

    private final String word;

    Cloud(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Cloud> of(String word) {
        return Arrays.stream(values()).filter(cloud -> cloud.word.equals(word)).findFirst();
    }
}
