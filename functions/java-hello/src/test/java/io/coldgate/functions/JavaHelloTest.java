package io.coldgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaHelloTest {

    @Test
    void greetsByName() {
        assertThat(new JavaHello().handleRequest(Map.of("name", "Ada"), null))
                .isEqualTo(Map.of("message", "Hello, Ada!"));
    }

    @Test
    void greetsTheWorldWithoutAName() {
        assertThat(new JavaHello().handleRequest(Map.of(), null)).isEqualTo(Map.of("message", "Hello, world!"));
    }
}
